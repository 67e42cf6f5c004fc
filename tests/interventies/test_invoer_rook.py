def test_een_map_wordt_ingelezen(dossier):
    w = dossier.werkgever()
    m = dossier.melding(werkgever=w)
    z = dossier.zaak(m)
    o = dossier.overtreding(z, w)
    dossier.interventie(z, w, "EIS", overtredingen=o)
    dossier.neem()
