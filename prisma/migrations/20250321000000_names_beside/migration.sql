-- Who somebody was stands beside the record, which chains a reference and a commitment in place of the person: names
-- can be erased here, and the record is whole all the same. Never changed, only deleted.

CREATE TABLE record_persons (
  draft     TEXT NOT NULL,
  number    INTEGER NOT NULL,
  reference TEXT NOT NULL,
  "user"    TEXT NOT NULL,
  name      TEXT NOT NULL,
  salt      TEXT NOT NULL,
  PRIMARY KEY (draft, number, reference)
);
CREATE INDEX record_persons_user_idx ON record_persons ("user");
CREATE TRIGGER record_persons_never_changed BEFORE UPDATE OR TRUNCATE ON record_persons
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_rewrite();

-- Other places that hold names may lose them, and nothing else.
DROP TRIGGER internal_comments_append_only ON internal_comments;
CREATE TRIGGER internal_comments_append_only BEFORE DELETE OR TRUNCATE ON internal_comments
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_rewrite();
CREATE TRIGGER internal_comments_lose_names_only BEFORE UPDATE ON internal_comments FOR EACH ROW
  WHEN (NEW.name <> '' OR NEW."user" NOT IN ('', OLD."user")
    OR (NEW.id, NEW.thread, NEW.serial, NEW.at, NEW.text, NEW.mentions)
      IS DISTINCT FROM (OLD.id, OLD.thread, OLD.serial, OLD.at, OLD.text, OLD.mentions))
  EXECUTE FUNCTION refuse_to_rewrite();

DROP TRIGGER organ_changes_append_only ON organ_changes;
CREATE TRIGGER organ_changes_append_only BEFORE DELETE OR TRUNCATE ON organ_changes
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_rewrite();
CREATE TRIGGER organ_changes_lose_names_only BEFORE UPDATE ON organ_changes FOR EACH ROW
  WHEN (NEW.name <> '' OR NEW."user" NOT IN ('', OLD."user")
    OR (NEW.number, NEW.organ, NEW.at, NEW.before, NEW.zone)
      IS DISTINCT FROM (OLD.number, OLD.organ, OLD.at, OLD.before, OLD.zone))
  EXECUTE FUNCTION refuse_to_rewrite();
