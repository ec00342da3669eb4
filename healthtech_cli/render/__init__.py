"""How answers look; the only place with rich."""
