"""How dates and numbers read in each language (`FORMAT_MODULE_PATH`). Templates name a format: "DATE_FORMAT"."""
