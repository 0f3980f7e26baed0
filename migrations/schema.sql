CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

CREATE TABLE custom_field (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid TEXT DEFAULT '' NOT NULL, 
	"key" TEXT DEFAULT '' NOT NULL, 
	label TEXT DEFAULT '' NOT NULL, 
	kind TEXT DEFAULT 'text' NOT NULL, 
	choices TEXT DEFAULT '' NOT NULL, 
	position INTEGER DEFAULT 0 NOT NULL, 
	revision INTEGER DEFAULT 1 NOT NULL
);

CREATE TABLE customer (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid TEXT DEFAULT '' NOT NULL, 
	number TEXT, 
	name TEXT DEFAULT '' NOT NULL, 
	short_name TEXT DEFAULT '' NOT NULL, 
	kind TEXT DEFAULT 'company' NOT NULL, 
	grade TEXT DEFAULT '' NOT NULL, 
	stage TEXT DEFAULT '' NOT NULL, 
	industry TEXT DEFAULT '' NOT NULL, 
	province TEXT DEFAULT '' NOT NULL, 
	city TEXT DEFAULT '' NOT NULL, 
	address TEXT DEFAULT '' NOT NULL, 
	source TEXT DEFAULT '' NOT NULL, 
	owner TEXT DEFAULT '' NOT NULL, 
	referred_by TEXT DEFAULT '' NOT NULL, 
	credit_level TEXT DEFAULT '' NOT NULL, 
	payment_terms TEXT DEFAULT '' NOT NULL, 
	invoice TEXT DEFAULT '' NOT NULL, 
	price_sensitivity TEXT DEFAULT '' NOT NULL, 
	cadence_days INTEGER, 
	needs TEXT DEFAULT '' NOT NULL, 
	note TEXT DEFAULT '' NOT NULL, 
	verified_on TEXT, 
	archived_at TEXT, 
	added_on TEXT DEFAULT '' NOT NULL, 
	spread INTEGER, 
	sort_key TEXT DEFAULT '' NOT NULL, 
	name_key TEXT DEFAULT '' NOT NULL, 
	last_touch_on TEXT, 
	contact_due_on TEXT, 
	next_due_on TEXT, 
	revision INTEGER DEFAULT 1 NOT NULL, country TEXT DEFAULT '' NOT NULL, hide_until TEXT, 
	CONSTRAINT customer_grade CHECK (grade IN ('', 'A', 'B', 'C', 'D')), 
	CONSTRAINT customer_has_name CHECK (name <> ''), 
	CONSTRAINT customer_number_given CHECK (number IS NULL OR number <> '')
);

CREATE TABLE meta (
	"key" TEXT NOT NULL, 
	value TEXT DEFAULT '' NOT NULL, 
	PRIMARY KEY ("key")
);

CREATE TABLE operation (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	at TEXT DEFAULT '' NOT NULL, 
	actor TEXT DEFAULT '' NOT NULL, 
	source TEXT DEFAULT '' NOT NULL, 
	session TEXT DEFAULT '' NOT NULL, 
	verb TEXT DEFAULT '' NOT NULL, 
	summary TEXT DEFAULT '' NOT NULL, 
	undoes INTEGER, 
	undone_by INTEGER, 
	FOREIGN KEY(undoes) REFERENCES operation (id), 
	FOREIGN KEY(undone_by) REFERENCES operation (id)
);

CREATE TABLE tag (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	name TEXT DEFAULT '' NOT NULL, 
	revision INTEGER DEFAULT 1 NOT NULL
);

CREATE TABLE change (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	operation_id INTEGER NOT NULL, 
	table_name TEXT DEFAULT '' NOT NULL, 
	row_id INTEGER DEFAULT 0 NOT NULL, 
	row_last INTEGER DEFAULT 0 NOT NULL, 
	customer_id INTEGER, 
	action TEXT DEFAULT '' NOT NULL, 
	"before" TEXT, 
	"after" TEXT, 
	CONSTRAINT change_action CHECK (action IN ('insert', 'update', 'delete')), 
	FOREIGN KEY(operation_id) REFERENCES operation (id)
);

CREATE TABLE contact (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid TEXT DEFAULT '' NOT NULL, 
	customer_id INTEGER NOT NULL, 
	name TEXT DEFAULT '' NOT NULL, 
	position TEXT DEFAULT '' NOT NULL, 
	role TEXT DEFAULT '' NOT NULL, 
	sex TEXT DEFAULT '' NOT NULL, 
	hobbies TEXT DEFAULT '' NOT NULL, 
	taboos TEXT DEFAULT '' NOT NULL, 
	temperament TEXT DEFAULT '' NOT NULL, 
	family TEXT DEFAULT '' NOT NULL, 
	preferred_channel TEXT DEFAULT '' NOT NULL, 
	note TEXT DEFAULT '' NOT NULL, 
	is_primary INTEGER DEFAULT 0 NOT NULL, 
	archived_at TEXT, 
	revision INTEGER DEFAULT 1 NOT NULL, language TEXT DEFAULT '' NOT NULL, 
	FOREIGN KEY(customer_id) REFERENCES customer (id)
);

CREATE TABLE custom_value (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	customer_id INTEGER NOT NULL, 
	field_id INTEGER NOT NULL, 
	value TEXT DEFAULT '' NOT NULL, 
	revision INTEGER DEFAULT 1 NOT NULL, 
	FOREIGN KEY(customer_id) REFERENCES customer (id), 
	FOREIGN KEY(field_id) REFERENCES custom_field (id)
);

CREATE TABLE customer_tag (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	customer_id INTEGER NOT NULL, 
	tag_id INTEGER NOT NULL, 
	revision INTEGER DEFAULT 1 NOT NULL, 
	FOREIGN KEY(customer_id) REFERENCES customer (id), 
	FOREIGN KEY(tag_id) REFERENCES tag (id)
);

CREATE TABLE import_batch (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid TEXT DEFAULT '' NOT NULL, 
	operation_id INTEGER, 
	at TEXT DEFAULT '' NOT NULL, 
	files TEXT DEFAULT '[]' NOT NULL, 
	result TEXT DEFAULT '{}' NOT NULL, 
	FOREIGN KEY(operation_id) REFERENCES operation (id)
);

CREATE TABLE stage_change (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	customer_id INTEGER NOT NULL, 
	"on" TEXT DEFAULT '' NOT NULL, 
	"before" TEXT DEFAULT '' NOT NULL, 
	"after" TEXT DEFAULT '' NOT NULL, 
	recorded_at TEXT DEFAULT '' NOT NULL, 
	revision INTEGER DEFAULT 1 NOT NULL, 
	FOREIGN KEY(customer_id) REFERENCES customer (id)
);

CREATE TABLE contact_point (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	customer_id INTEGER NOT NULL, 
	contact_id INTEGER NOT NULL, 
	kind TEXT DEFAULT '' NOT NULL, 
	label TEXT DEFAULT '' NOT NULL, 
	value TEXT DEFAULT '' NOT NULL, 
	normal TEXT DEFAULT '' NOT NULL, 
	revision INTEGER DEFAULT 1 NOT NULL, 
	FOREIGN KEY(contact_id) REFERENCES contact (id), 
	FOREIGN KEY(customer_id) REFERENCES customer (id)
);

CREATE TABLE interaction (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid TEXT DEFAULT '' NOT NULL, 
	customer_id INTEGER NOT NULL, 
	contact_id INTEGER, 
	"on" TEXT DEFAULT '' NOT NULL, 
	time TEXT, 
	kind TEXT DEFAULT '' NOT NULL, 
	direction TEXT DEFAULT 'out' NOT NULL, 
	summary TEXT DEFAULT '' NOT NULL, 
	outcome TEXT DEFAULT '' NOT NULL, 
	rep TEXT DEFAULT '' NOT NULL, 
	origin TEXT DEFAULT '' NOT NULL, 
	is_touch INTEGER DEFAULT 0 NOT NULL, 
	recorded_at TEXT DEFAULT '' NOT NULL, 
	revision INTEGER DEFAULT 1 NOT NULL, 
	FOREIGN KEY(contact_id) REFERENCES contact (id), 
	FOREIGN KEY(customer_id) REFERENCES customer (id)
);

CREATE TABLE occasion (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid TEXT DEFAULT '' NOT NULL, 
	customer_id INTEGER NOT NULL, 
	contact_id INTEGER, 
	kind TEXT DEFAULT 'birthday' NOT NULL, 
	calendar TEXT DEFAULT '' NOT NULL, 
	month INTEGER DEFAULT 0 NOT NULL, 
	day INTEGER DEFAULT 0 NOT NULL, 
	leap INTEGER DEFAULT 0 NOT NULL, 
	year INTEGER, 
	lead_days INTEGER, 
	label TEXT DEFAULT '' NOT NULL, 
	note TEXT DEFAULT '' NOT NULL, 
	revision INTEGER DEFAULT 1 NOT NULL, 
	CONSTRAINT occasion_calendar CHECK (calendar IN ('gregorian', 'lunar')), 
	FOREIGN KEY(contact_id) REFERENCES contact (id), 
	FOREIGN KEY(customer_id) REFERENCES customer (id)
);

CREATE TABLE follow_up (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid TEXT DEFAULT '' NOT NULL, 
	customer_id INTEGER NOT NULL, 
	contact_id INTEGER, 
	due_on TEXT DEFAULT '' NOT NULL, 
	time TEXT, 
	what TEXT DEFAULT '' NOT NULL, 
	kind TEXT DEFAULT '' NOT NULL, 
	priority INTEGER DEFAULT 0 NOT NULL, 
	status TEXT DEFAULT 'open' NOT NULL, 
	closed_on TEXT, 
	confirmed INTEGER DEFAULT 0 NOT NULL, 
	repeat TEXT DEFAULT '' NOT NULL, 
	snoozes INTEGER DEFAULT 0 NOT NULL, 
	origin TEXT DEFAULT '' NOT NULL, 
	to_check INTEGER DEFAULT 0 NOT NULL, 
	interaction_id INTEGER, 
	recorded_at TEXT DEFAULT '' NOT NULL, 
	revision INTEGER DEFAULT 1 NOT NULL, sequence TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT follow_up_status CHECK (status IN ('open', 'done', 'superseded', 'cancelled')), 
	FOREIGN KEY(contact_id) REFERENCES contact (id), 
	FOREIGN KEY(customer_id) REFERENCES customer (id), 
	FOREIGN KEY(interaction_id) REFERENCES interaction (id)
);

CREATE TABLE promise (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid TEXT DEFAULT '' NOT NULL, 
	customer_id INTEGER NOT NULL, 
	contact_id INTEGER, 
	made_on TEXT DEFAULT '' NOT NULL, 
	due_on TEXT DEFAULT '' NOT NULL, 
	what TEXT DEFAULT '' NOT NULL, 
	kept_on TEXT, 
	broken_on TEXT, 
	why TEXT DEFAULT '' NOT NULL, 
	interaction_id INTEGER, 
	recorded_at TEXT DEFAULT '' NOT NULL, 
	revision INTEGER DEFAULT 1 NOT NULL, put_offs INTEGER DEFAULT 0 NOT NULL, 
	FOREIGN KEY(contact_id) REFERENCES contact (id), 
	FOREIGN KEY(customer_id) REFERENCES customer (id), 
	FOREIGN KEY(interaction_id) REFERENCES interaction (id)
);

CREATE VIRTUAL TABLE search USING fts5(names, keys, phones, rest, history, tokenize='ascii', columnsize=0, prefix='2');

CREATE TABLE import_profile (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid TEXT DEFAULT '' NOT NULL, 
	name TEXT DEFAULT '' NOT NULL, 
	headings TEXT DEFAULT '[]' NOT NULL, 
	mapping TEXT DEFAULT '{}' NOT NULL, 
	options TEXT DEFAULT '{}' NOT NULL, 
	used_at TEXT DEFAULT '' NOT NULL, 
	revision INTEGER DEFAULT 1 NOT NULL
);

CREATE TABLE alias (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	customer_id INTEGER NOT NULL, 
	contact_id INTEGER, 
	uid TEXT DEFAULT '' NOT NULL, 
	number TEXT, 
	name TEXT DEFAULT '' NOT NULL, 
	revision INTEGER DEFAULT 1 NOT NULL, 
	FOREIGN KEY(customer_id) REFERENCES customer (id), 
	FOREIGN KEY(contact_id) REFERENCES contact (id)
);

CREATE TABLE not_same (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	kind TEXT DEFAULT '' NOT NULL, 
	one INTEGER DEFAULT 0 NOT NULL, 
	other INTEGER DEFAULT 0 NOT NULL, 
	revision INTEGER DEFAULT 1 NOT NULL, 
	CONSTRAINT not_same_kind CHECK (kind IN ('customer', 'contact')), 
	CONSTRAINT not_same_order CHECK (one < other)
);

CREATE TABLE greeting (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid TEXT DEFAULT '' NOT NULL, 
	customer_id INTEGER NOT NULL, 
	contact_id INTEGER, 
	occasion_id INTEGER, 
	kind TEXT DEFAULT '' NOT NULL, 
	day TEXT DEFAULT '' NOT NULL, 
	status TEXT DEFAULT 'sent' NOT NULL, 
	"on" TEXT DEFAULT '' NOT NULL, 
	channel TEXT DEFAULT '' NOT NULL, 
	text TEXT DEFAULT '' NOT NULL, 
	gift TEXT DEFAULT '' NOT NULL, 
	gift_value INTEGER, 
	currency TEXT DEFAULT '' NOT NULL, 
	interaction_id INTEGER, 
	recorded_at TEXT DEFAULT '' NOT NULL, 
	revision INTEGER DEFAULT 1 NOT NULL, 
	FOREIGN KEY(customer_id) REFERENCES customer (id), 
	FOREIGN KEY(contact_id) REFERENCES contact (id), 
	FOREIGN KEY(occasion_id) REFERENCES occasion (id), 
	FOREIGN KEY(interaction_id) REFERENCES interaction (id), 
	CONSTRAINT greeting_status CHECK (status IN ('sent', 'skipped'))
);

CREATE TABLE greeting_template (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid TEXT DEFAULT '' NOT NULL, 
	kind TEXT DEFAULT '' NOT NULL, 
	language TEXT DEFAULT '' NOT NULL, 
	audience TEXT DEFAULT '' NOT NULL, 
	name TEXT DEFAULT '' NOT NULL, 
	text TEXT DEFAULT '' NOT NULL, 
	replaces TEXT, 
	revision INTEGER DEFAULT 1 NOT NULL
);

CREATE TABLE sequence (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid TEXT DEFAULT '' NOT NULL, 
	name TEXT DEFAULT '' NOT NULL, 
	steps TEXT DEFAULT '[]' NOT NULL, 
	revision INTEGER DEFAULT 1 NOT NULL
);

CREATE UNIQUE INDEX ix_custom_field_key ON custom_field ("key");

CREATE INDEX ix_customer_name_key ON customer (name_key);

CREATE UNIQUE INDEX ix_customer_number ON customer (number);

CREATE INDEX ix_customer_rhythm ON customer (grade, contact_due_on) WHERE contact_due_on IS NOT NULL;

CREATE INDEX ix_customer_own_rhythm ON customer (contact_due_on) WHERE cadence_days IS NOT NULL;

CREATE INDEX ix_customer_short_name ON customer (short_name) WHERE short_name <> '';

CREATE INDEX ix_customer_sort_key ON customer (sort_key, id, archived_at);

CREATE INDEX ix_customer_touch ON customer (last_touch_on, id, archived_at);

CREATE INDEX ix_customer_next ON customer (next_due_on) WHERE next_due_on IS NOT NULL;

CREATE INDEX ix_customer_archived ON customer (archived_at) WHERE archived_at IS NOT NULL;

CREATE UNIQUE INDEX ix_customer_uid ON customer (uid);

CREATE UNIQUE INDEX ix_tag_name ON tag (name);

CREATE INDEX ix_change_customer ON change (customer_id) WHERE customer_id IS NOT NULL;

CREATE INDEX ix_change_operation ON change (operation_id);

CREATE INDEX ix_change_row ON change (table_name, row_id);

CREATE INDEX ix_contact_customer ON contact (customer_id);

CREATE INDEX ix_contact_name ON contact (name, customer_id, archived_at);

CREATE UNIQUE INDEX ix_contact_uid ON contact (uid);

CREATE UNIQUE INDEX ix_custom_value_pair ON custom_value (customer_id, field_id);

CREATE UNIQUE INDEX ix_customer_tag_pair ON customer_tag (customer_id, tag_id);

CREATE INDEX ix_customer_tag_tag ON customer_tag (tag_id);

CREATE INDEX ix_stage_change_customer ON stage_change (customer_id);

CREATE INDEX ix_contact_point_contact ON contact_point (contact_id);

CREATE INDEX ix_contact_point_customer ON contact_point (customer_id);

CREATE INDEX ix_contact_point_normal ON contact_point (normal) WHERE normal <> '';

CREATE INDEX ix_interaction_customer ON interaction (customer_id, "on");

CREATE UNIQUE INDEX ix_interaction_uid ON interaction (uid);

CREATE INDEX ix_occasion_customer ON occasion (customer_id);

CREATE INDEX ix_occasion_day ON occasion (calendar, month, day, leap, customer_id, kind);

CREATE UNIQUE INDEX ix_occasion_uid ON occasion (uid);

CREATE INDEX ix_follow_up_customer ON follow_up (customer_id);

CREATE INDEX ix_follow_up_due ON follow_up (to_check, due_on, customer_id, priority, snoozes, status) WHERE status = 'open';

CREATE INDEX ix_follow_up_done ON follow_up (closed_on) WHERE status = 'done';

CREATE UNIQUE INDEX ix_follow_up_uid ON follow_up (uid);

CREATE INDEX ix_promise_customer ON promise (customer_id);

CREATE INDEX ix_promise_due ON promise (due_on) WHERE kept_on IS NULL AND broken_on IS NULL;

CREATE UNIQUE INDEX ix_promise_uid ON promise (uid);

CREATE UNIQUE INDEX ix_import_profile_name ON import_profile (name);

CREATE INDEX ix_alias_customer ON alias (customer_id);

CREATE INDEX ix_alias_contact ON alias (contact_id) WHERE contact_id IS NOT NULL;

CREATE INDEX ix_alias_uid ON alias (uid);

CREATE INDEX ix_alias_number ON alias (number) WHERE number IS NOT NULL;

CREATE UNIQUE INDEX ix_not_same_pair ON not_same (kind, one, other);

CREATE INDEX ix_customer_country ON customer (country) WHERE country <> '';

CREATE UNIQUE INDEX ix_greeting_uid ON greeting (uid);

CREATE INDEX ix_greeting_customer ON greeting (customer_id);

CREATE INDEX ix_greeting_contact ON greeting (contact_id) WHERE contact_id IS NOT NULL;

CREATE INDEX ix_greeting_day ON greeting (kind, day);

CREATE INDEX ix_greeting_template_kind ON greeting_template (kind);

CREATE INDEX ix_customer_due ON customer (id, archived_at, grade, stage, cadence_days, contact_due_on, last_touch_on, hide_until);

CREATE UNIQUE INDEX ix_sequence_name ON sequence (name);

CREATE INDEX ix_occasion_lead ON occasion (lead_days) WHERE lead_days IS NOT NULL;

CREATE INDEX ix_follow_up_sequence ON follow_up (sequence) WHERE sequence <> '';

CREATE INDEX ix_customer_hidden ON customer (hide_until) WHERE hide_until IS NOT NULL;

CREATE INDEX ix_follow_up_confirm ON follow_up (due_on, customer_id) WHERE status = 'open' AND time IS NOT NULL AND confirmed = 0;

CREATE INDEX ix_interaction_no_show ON interaction ("on", customer_id) WHERE outcome = 'no_show';

CREATE INDEX ix_customer_unplanned ON customer (grade, last_touch_on, contact_due_on, added_on) WHERE next_due_on IS NULL AND archived_at IS NULL AND stage <> 'lost';

CREATE INDEX ix_customer_verified ON customer (grade, verified_on, added_on) WHERE archived_at IS NULL AND stage <> 'lost';

INSERT INTO search (search, rank) VALUES ('crisismerge', 64);

INSERT INTO alembic_version (version_num) VALUES ('0005');

