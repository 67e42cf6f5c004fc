"""Writers of files that know no app: cells that stay what they are, CSV, ODS and XLSX."""
