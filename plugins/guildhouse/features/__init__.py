"""What the site is made of, one module a feature; the only place that knows Pelican and Jinja."""
