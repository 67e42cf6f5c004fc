"""The law as this system knows it: provisions, bases and free days, and how they are changed.

`stand` reads and writes the tables, `wijzigen` is what a change makes of them (pure), `gevolgen` what would be judged
otherwise, `voorstellen` the acts, and `teksten` the words of the law as they stood.
"""
