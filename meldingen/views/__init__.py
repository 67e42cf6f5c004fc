"""The pages under /meldingen/, a module per page or act."""
