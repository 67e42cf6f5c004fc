"""The ground floor: people, rights, log, time; and the front door (settings, urls, celery, commands)."""
