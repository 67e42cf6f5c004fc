"""The door for other systems, by the Dutch API Design Rules: `urls` makes its addresses."""
