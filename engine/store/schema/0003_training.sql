-- A run knows the job that trains it, so that a killed training is told from a living one. The wish to end a training early and
-- keep its best epoch stands in the run's row: it reaches the trainer from whatever program it comes.
ALTER TABLE run ADD COLUMN job_id INTEGER;
ALTER TABLE run ADD COLUMN finish_asked INTEGER NOT NULL DEFAULT 0;
