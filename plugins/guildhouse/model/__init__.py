"""What the site is about, as frozen values and questions; imports nothing but the standard library."""
