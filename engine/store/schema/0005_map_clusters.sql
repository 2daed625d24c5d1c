-- u4[tracks]: the group of each track by k-means on the vectors the map was made of; empty = not asked for.
ALTER TABLE map ADD COLUMN clusters BLOB NOT NULL DEFAULT x'';
