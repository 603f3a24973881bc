-- The log is append-only: no row goes, and a row changes only by losing its words.
CREATE TRIGGER entries_stay BEFORE DELETE ON entries
BEGIN
  SELECT RAISE(ABORT, 'entries are append-only: none is deleted');
END;
--> statement-breakpoint
CREATE TRIGGER entries_keep BEFORE UPDATE ON entries
WHEN NOT (
  new.data IS NULL AND new.salt IS NULL AND new.words IS NULL
  AND new.id IS old.id AND new.incident IS old.incident AND new.seq IS old.seq AND new.kind IS old.kind
  AND new.version IS old.version AND new.at IS old.at AND new.recorded_at IS old.recorded_at
  AND new.author IS old.author AND new.recorder IS old.recorder AND new.source IS old.source
  AND new.digest IS old.digest AND new.hash IS old.hash
  AND new.message IS old.message AND new.wording IS old.wording
)
BEGIN
  SELECT RAISE(ABORT, 'entries are append-only: only words may be destroyed');
END;
--> statement-breakpoint
-- INSERT OR REPLACE deletes without firing the trigger above: what is there already stays.
CREATE TRIGGER entries_first BEFORE INSERT ON entries
WHEN EXISTS (SELECT 1 FROM entries WHERE id = new.id)
  OR EXISTS (SELECT 1 FROM entries WHERE incident = new.incident AND seq = new.seq)
  OR EXISTS (SELECT 1 FROM entries WHERE incident = new.incident AND message = new.message AND wording = new.wording)
BEGIN
  SELECT RAISE(IGNORE);
END;
--> statement-breakpoint
CREATE TRIGGER incidents_stay BEFORE DELETE ON incidents
BEGIN
  SELECT RAISE(ABORT, 'incidents are not deleted');
END;
--> statement-breakpoint
CREATE VIRTUAL TABLE entries_words USING fts5(
  words, content = 'entries', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
--> statement-breakpoint
-- A word that was destroyed must not live on in the index.
INSERT INTO entries_words(entries_words, rank) VALUES ('secure-delete', 1);
--> statement-breakpoint
CREATE TRIGGER entries_indexed AFTER INSERT ON entries WHEN new.words IS NOT NULL
BEGIN
  INSERT INTO entries_words(rowid, words) VALUES (new.id, new.words);
END;
--> statement-breakpoint
CREATE TRIGGER entries_forgotten AFTER UPDATE OF words ON entries WHEN old.words IS NOT NULL
BEGIN
  INSERT INTO entries_words(entries_words, rowid, words) VALUES ('delete', old.id, old.words);
END;
