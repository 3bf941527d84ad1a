"""What browsers search: an index of Lunr's, cut into files of which a question needs few."""
