"""A database with very many meldingen, made by PostgreSQL itself: what a year of work leaves, in minutes.

Only what figures are counted from, in the proportions of `bench.gegevens`; no texts, no reporters and no words to find
it by. Indexes are made when everything is there.
"""

from collections.abc import Sequence

import psycopg

DAGEN = 300
TABELLEN = (
    "meldingen_werkgever",
    "meldingen_melding",
    "meldingen_meldingverleden",
    "meldingen_triagebesluit",
    "meldingen_statuswissel",
    "meldingen_aanvulling",
    "meldingen_bevestigingsplicht",
    "interventies_zaak",
    "interventies_zaakmelding",
    "interventies_overtreding",
    "interventies_interventie",
    "interventies_toetsing",
)

_CODES = {
    "sector": "C C C C G G G G G G F F I I I N N H H Q Q Q P M J K A UITZEND UITZEND ONBEKEND U".split(),
    "provincie": "ZH ZH ZH ZH NH NH NH NB NB GE GE UT UT OV LI LI FL FR GR DR ZE".split(),
    "kanaal": ["WEBFORMULIER"] * 60 + ["TELEFOON"] * 25 + ["EMAIL"] * 12 + ["VAKBOND_MELDPUNT", "BRIEF"],
    "onderwerp": (
        "AFSTAND ZIEK_AAN_WERK THUISWERKEN HYGIENE PBM VENTILATIE LOON ARBEIDSTIJD KLANT_WINKEL GROEPSVORMING"
        " ZORGKWALITEIT"
    ).split(),
    "domein": ["VEILIG_GEZOND", "VEILIG_GEZOND", "EERLIJK", "BUITEN"],
    "corona": ["DIRECT", "DIRECT", "INDIRECT", "GEEN"],
    "prioriteit": ["P1", "P2", "P2", "P3", "P3", "P3", "P4", ""],
    "einde": ["AFGESLOTEN", "OVERGEDRAGEN", "GEREGISTREERD"],
    "resultaat": ["MAATREGEL_DIRECT", "MAATREGEL_UITEINDELIJK", "GEEN_MAATREGEL", "OPEN"],
}


def _kies(soort: str, lot: str) -> str:
    """SQL: one of these by an integer expression."""
    codes: Sequence[str] = _CODES[soort]
    return f"(ARRAY[{', '.join(repr(code) for code in codes)}])[1 + mod({lot}, {len(codes)})]"


def _lot(kolom: str, zout: int) -> str:
    """SQL: a number that looks like chance and is the same every time."""
    return f"abs(hashint8({kolom} * 1000003 + {zout}))"


_ONTVANGEN = f"now() - interval '3 days' - (%(n)s - i) * (interval '{DAGEN} days' / %(n)s)"
_MELDING = f"""
INSERT INTO meldingen_melding (id, nummer, vingerafdruk, ontvangen_op, geregistreerd_op, stand_vanaf, kanaal,
        melder_type,
    anoniem, melder_bereikbaar, corona_relatie, bevoegd, domein, onderwerpen, arbeidsmigranten, ernst, werkgever_id,
    dubbel_van_id, status, route, prioriteit, uiterlijk, besloten_op)
SELECT i, i, '', op, op + lag, op + lag, {_kies("kanaal", "a")}, 'WERKNEMER', a % 5 < 2, a % 5 > 1,
    {_kies("corona", "b")}, 'eigen', {_kies("domein", "c")},
    {_kies("onderwerp", "d")} || CASE WHEN c % 3 = 0 THEN ';' || {_kies("onderwerp", "d + 1 + a % 9")} ELSE '' END,
    (ARRAY[TRUE, FALSE, NULL])[1 + b % 3], (ARRAY['laag', 'significant', 'ernstig', 'acuut', ''])[1 + d % 5],
    CASE WHEN a % 10 < 7 THEN CASE WHEN a % 1000 < 10 THEN 1 ELSE 1 + b % %(werkgevers)s END END,
    CASE WHEN i > 100 AND d % 50 = 0 THEN 1 + c % (i - 1) END,
    CASE WHEN a % 500 = 0 THEN 'AANVULLING_GEVRAAGD' WHEN a % 50 = 0 THEN 'IN_TRIAGE'
    ELSE {_kies("einde", "b")} END, 'TELEFONISCH', {_kies("prioriteit", "c")},
    op + interval '5 days', CASE WHEN a % 50 <> 0 THEN op + lag + interval '20 hours' END
FROM (SELECT i, {_ONTVANGEN} AS op, mod({_lot("i", 5)},
        60) * interval '1 hour' * ((%(n)s - i) * {DAGEN} > 3 * %(n)s)::int
    AS lag, {_lot("i", 1)} AS a, {_lot("i", 2)} AS b, {_lot("i", 3)} AS c, {_lot("i", 4)} AS d
    FROM generate_series(1::bigint, %(n)s) AS i) AS x
"""
VULLING = (
    f"""INSERT INTO meldingen_werkgever (id, vingerafdruk, geregistreerd_op, stand_vanaf, naam, kvk_nummer,
        vestigingsnummer, sector, plaats, provincie, hoofd_id)
    SELECT i, '', '2020-03-05', '0001-01-02', 'Bedrijf ' || i, (10000000 + i - (i % 50 = 1)::int)::text, '',
        {_kies("sector", "i * 7")}, 'Utrecht', {_kies("provincie", "i * 11")},
        CASE WHEN i % 50 = 1 AND i > 1 THEN i - 1 END
    FROM generate_series(1::bigint, %(werkgevers)s) AS i""",
    _MELDING,
    # One in fifty had another domain first.
    """INSERT INTO meldingen_meldingverleden (id, van_id, stand_vanaf, stand_tot, ontvangen_op, kanaal,
        melder_type, anoniem,
        melder_bereikbaar, corona_relatie, bevoegd, domein, onderwerpen, arbeidsmigranten, ernst, werkgever_id)
    SELECT id, id, geregistreerd_op, geregistreerd_op + interval '1 day', ontvangen_op, kanaal, melder_type, anoniem,
        melder_bereikbaar, corona_relatie, bevoegd, 'BUITEN', onderwerpen, arbeidsmigranten, ernst, werkgever_id
    FROM meldingen_melding WHERE id % 50 = 7 AND geregistreerd_op < now() - interval '2 days'""",
    """UPDATE meldingen_melding AS m SET stand_vanaf = v.stand_tot FROM meldingen_meldingverleden AS v
        WHERE v.van_id = m.id""",
    """INSERT INTO meldingen_triagebesluit (id, melding_id, geadviseerd_op, regel, route, prioriteit, domein,
        partners,
        redencode, uiterlijk, feiten, spoor, vlaggen, toelichting, besluit_route, besluit_prioriteit, besluit_reden,
        besloten_op, besloten_door_id, herroepen_reden)
    SELECT id, id, geregistreerd_op, 'F3', route, prioriteit, domein, '', '', uiterlijk, '{}', '{}', '{}', '',
        CASE WHEN besloten_op IS NULL THEN '' ELSE route END, '', '', besloten_op,
        CASE WHEN besloten_op IS NOT NULL THEN (SELECT min(id) FROM inspectie_gebruiker) END, ''
    FROM meldingen_melding""",
    """INSERT INTO meldingen_statuswissel (id, melding_id, van, naar, op, toelichting)
    SELECT 2 * id - 1, id, 'ONTVANGEN', 'IN_TRIAGE', geregistreerd_op, '' FROM meldingen_melding
    UNION ALL SELECT 2 * id, id, 'IN_TRIAGE', status, besloten_op + interval '30 hours', '' FROM meldingen_melding
        WHERE status <> 'IN_TRIAGE' AND besloten_op < now() - interval '31 hours'
    UNION ALL SELECT 2 * id, id, 'IN_TRIAGE', status, geregistreerd_op + interval '1 hour', '' FROM meldingen_melding
        WHERE status = 'AANVULLING_GEVRAAGD'""",
    # Of one in twenty something was asked, and answered the same day; of what still waits most are past their clock.
    """INSERT INTO meldingen_aanvulling (id, melding_id, vraag, voor_melder, taal, gevraagd_op, gevraagd_door_id,
        uiterlijk, antwoord, ontvangen_op)
    SELECT id, id, 'Waar?', '', '', op, (SELECT min(id) FROM inspectie_gebruiker), op + interval '14 days', '',
        CASE WHEN status <> 'AANVULLING_GEVRAAGD' THEN op + interval '18 hours' END
    FROM (SELECT *, geregistreerd_op + interval '1 hour' AS op FROM meldingen_melding) AS m
    WHERE id % 20 = 3 OR status = 'AANVULLING_GEVRAAGD'""",
    # Of one in seven the reporter was to be told that it was received; nearly all were, within two days.
    """INSERT INTO meldingen_bevestigingsplicht (id, melding_id, uiterlijk, vanaf, tot)
    SELECT id, id, ontvangen_op::date + 7, geregistreerd_op,
        CASE WHEN id % 700 <> 3 THEN geregistreerd_op + interval '40 hours' END
    FROM meldingen_melding WHERE id % 7 = 3 AND geregistreerd_op < now() - interval '2 days'""",
    """INSERT INTO interventies_zaak (id, nummer, vingerafdruk, geregistreerd_op, stand_vanaf, domein, aanleiding,
        geopend_op,
        status, team)
    SELECT i, i, '', op, op, CASE WHEN i % 3 = 0 THEN 'EERLIJK' ELSE 'VEILIG_GEZOND' END, 'MELDING', op::date,
        'OPEN', ''
    FROM (SELECT m.id / 3 AS i, m.geregistreerd_op + interval '1 hour' AS op FROM meldingen_melding AS m
        WHERE m.id % 3 = 0) AS x""",
    """INSERT INTO interventies_zaakmelding (id, zaak_id, melding_id, vingerafdruk, geregistreerd_op, stand_vanaf,
        vervallen)
    SELECT id, id, id * 3, '', geregistreerd_op, geregistreerd_op, FALSE FROM interventies_zaak""",
    """INSERT INTO interventies_overtreding (id, zaak_id, werkgever_id, vingerafdruk, geregistreerd_op,
        stand_vanaf, vervallen,
        voorschrift, geconstateerd_op, ernstige_mate_motivering)
    SELECT id, id, 1 + id * 7 % %(werkgevers)s, '', geregistreerd_op, geregistreerd_op, FALSE, 'ZORGPLICHT',
        geregistreerd_op::date, '' FROM interventies_zaak WHERE id % 10 = 0""",
    """INSERT INTO interventies_interventie (id, zaak_id, werkgever_id, vingerafdruk, geregistreerd_op,
        stand_vanaf, vervallen,
        soort, wijze, uitgereikt_op, grondslag, veiligheidstoets, toelichting, status)
    SELECT 2 * id, id, 1 + id * 7 % %(werkgevers)s, '', geregistreerd_op, geregistreerd_op, FALSE,
        CASE WHEN id % 10 < 3 THEN 'LOCATIEBEZOEK' ELSE 'TELEFONISCH_GESPREK' END,
        CASE WHEN id % 10 < 3 THEN 'LOCATIE' ELSE 'AFSTAND' END, geregistreerd_op::date, '', '', '', 'UITGEREIKT'
    FROM interventies_zaak
    UNION ALL SELECT 2 * id + 1, id, 1 + id * 7 % %(werkgevers)s, '', geregistreerd_op, geregistreerd_op, FALSE,
        'WAARSCHUWING', 'LOCATIE', geregistreerd_op::date, '', '', '',
        'UITGEREIKT' FROM interventies_zaak WHERE id % 10 = 0""",
    f"""INSERT INTO interventies_toetsing (id, melding_id, resultaat, getoetst_op, geregistreerd_op, toelichting)
    SELECT id, id, {_kies("resultaat", _lot("id", 6))}, geregistreerd_op::date,
        geregistreerd_op + interval '1 hour', ''
    FROM meldingen_melding WHERE id % 5 = 0""",
)


def vul(adres: str, aantal: int) -> None:
    """Fill an empty, migrated database; whoever holds it alone. Without triggers: what stands here is no work of
    anybody, and nothing was counted before it."""
    with psycopg.connect(adres, autocommit=True) as verbinding:
        verbinding.execute("SET maintenance_work_mem = '512MB'")
        verbinding.execute(
            """INSERT INTO inspectie_gebruiker (username, rol, team, taal, password, first_name, last_name, email,
                is_superuser, is_staff, is_active, date_joined)
            VALUES ('leider', 'TEAMLEIDER', 'WEST', '', '!', '', '', '', FALSE, FALSE, TRUE, now()),
                ('eigen', 'INSPECTEUR', 'WEST', '', '!', '', '', '', FALSE, FALSE, TRUE, now())"""
        )
        indexen = verbinding.execute(
            """SELECT quote_ident(i.indexname), i.indexdef FROM pg_indexes AS i LEFT JOIN pg_constraint AS c
                ON c.conname = i.indexname WHERE i.tablename = ANY(%s) AND c.oid IS NULL""",
            [list(TABELLEN)],
        ).fetchall()
        sleutels = verbinding.execute(
            """SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
                WHERE contype = 'f' AND conrelid::regclass::text = ANY(%s)""",
            [list(TABELLEN)],
        ).fetchall()
        for tabel in TABELLEN:
            verbinding.execute(f"ALTER TABLE {tabel} DISABLE TRIGGER USER")
        for tabel, naam, _ in sleutels:
            verbinding.execute(f"ALTER TABLE {tabel} DROP CONSTRAINT {naam}")
        for naam, _ in indexen:
            verbinding.execute(f"DROP INDEX {naam}")
        for opdracht in VULLING:
            gevuld = opdracht.replace("%(n)s", str(aantal)).replace(
                "%(werkgevers)s", str(max(1, aantal // 4))
            )
            verbinding.execute(gevuld)  # no parameters: % is a sum here
        verbinding.execute(
            "INSERT INTO meldingen_balansspoor (dag)"
            " SELECT DISTINCT (ontvangen_op AT TIME ZONE 'Europe/Amsterdam')::date FROM meldingen_melding"
        )
        for _, maak in indexen:
            verbinding.execute(maak)
        for tabel, naam, wat in sleutels:
            verbinding.execute(f"ALTER TABLE {tabel} ADD CONSTRAINT {naam} {wat} NOT VALID")
        for tabel in TABELLEN:
            verbinding.execute(f"ALTER TABLE {tabel} ENABLE TRIGGER USER")
            verbinding.execute(
                f"SELECT setval(pg_get_serial_sequence('{tabel}', 'id'), (SELECT coalesce(max(id), 1) FROM {tabel}))"
            )
        verbinding.execute("UPDATE inspectie_teller SET waarde = %s WHERE naam = 'melding'", [aantal])
        verbinding.execute("VACUUM ANALYZE")
