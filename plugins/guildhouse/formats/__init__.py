"""The model written as standards have it: JSON, security headers, reports; no Pelican, no templates."""
