-- Indexes of neighbours among a run's vectors, kept as files in cache/. layer '' = the tag probabilities.
CREATE TABLE vector_index (
    run_id INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE, layer TEXT NOT NULL, file TEXT NOT NULL, PRIMARY KEY (run_id, layer)) WITHOUT ROWID;
-- What changed since an index was written, which the file knows up to a number; only for vectors that have an index.
CREATE TABLE vector_change (id INTEGER PRIMARY KEY AUTOINCREMENT, run_id INTEGER NOT NULL, layer TEXT NOT NULL, track_id INTEGER NOT NULL);
CREATE INDEX vector_change_of ON vector_change(run_id, layer, id);
CREATE TRIGGER prediction_kept AFTER INSERT ON prediction WHEN EXISTS (SELECT 1 FROM vector_index WHERE run_id = new.run_id AND layer = '') BEGIN
    INSERT INTO vector_change (run_id, layer, track_id) VALUES (new.run_id, '', new.track_id); END;
CREATE TRIGGER prediction_changed AFTER UPDATE ON prediction WHEN EXISTS (SELECT 1 FROM vector_index WHERE run_id = new.run_id AND layer = '') BEGIN
    INSERT INTO vector_change (run_id, layer, track_id) VALUES (new.run_id, '', new.track_id); END;
CREATE TRIGGER prediction_gone AFTER DELETE ON prediction WHEN EXISTS (SELECT 1 FROM vector_index WHERE run_id = old.run_id AND layer = '') BEGIN
    INSERT INTO vector_change (run_id, layer, track_id) VALUES (old.run_id, '', old.track_id); END;
CREATE TRIGGER embedding_kept AFTER INSERT ON embedding WHEN EXISTS (SELECT 1 FROM vector_index WHERE run_id = new.run_id AND layer = new.layer) BEGIN
    INSERT INTO vector_change (run_id, layer, track_id) VALUES (new.run_id, new.layer, new.track_id); END;
CREATE TRIGGER embedding_changed AFTER UPDATE ON embedding WHEN EXISTS (SELECT 1 FROM vector_index WHERE run_id = new.run_id AND layer = new.layer) BEGIN
    INSERT INTO vector_change (run_id, layer, track_id) VALUES (new.run_id, new.layer, new.track_id); END;
CREATE TRIGGER embedding_gone AFTER DELETE ON embedding WHEN EXISTS (SELECT 1 FROM vector_index WHERE run_id = old.run_id AND layer = old.layer) BEGIN
    INSERT INTO vector_change (run_id, layer, track_id) VALUES (old.run_id, old.layer, old.track_id); END;

-- Lists of tracks in an order, made by drag, by search or along a path of a map.
CREATE TABLE playlist (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, created_at TEXT NOT NULL);
CREATE TABLE playlist_track (
    playlist_id INTEGER NOT NULL REFERENCES playlist(id) ON DELETE CASCADE, position INTEGER NOT NULL,
    track_id INTEGER NOT NULL REFERENCES track(id) ON DELETE CASCADE, PRIMARY KEY (playlist_id, position)) WITHOUT ROWID;
CREATE INDEX playlist_track_track ON playlist_track(track_id);
