"""Files and git turned into the model; knows no Pelican and no templates."""
