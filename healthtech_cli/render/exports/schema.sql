PRAGMA foreign_keys = ON;
PRAGMA user_version = 1;

CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE documents (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    publisher TEXT,
    author TEXT,
    published TEXT,
    published_earliest TEXT,
    published_latest TEXT,
    published_basis TEXT,
    language TEXT,
    translated_from TEXT,
    length INTEGER,
    sha256 TEXT,
    url TEXT,
    has_text INTEGER
);

CREATE TABLE entities (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    parent_id TEXT REFERENCES entities (id) DEFERRABLE INITIALLY DEFERRED,
    country TEXT,
    topics TEXT,
    note TEXT
);
CREATE INDEX entities_by_parent ON entities (parent_id);

CREATE TABLE aliases (
    id INTEGER PRIMARY KEY,
    entity_id TEXT NOT NULL REFERENCES entities (id),
    text TEXT NOT NULL,
    lang TEXT NOT NULL,
    origin TEXT NOT NULL
);
CREATE INDEX aliases_by_entity ON aliases (entity_id);
CREATE INDEX aliases_by_text ON aliases (text COLLATE NOCASE);

CREATE TABLE facts (
    id TEXT PRIMARY KEY,
    date TEXT,
    date_earliest TEXT,
    date_latest TEXT,
    type TEXT NOT NULL,
    status TEXT NOT NULL,
    actor_id TEXT REFERENCES entities (id),
    target_id TEXT REFERENCES entities (id),
    amount NUMERIC,
    currency TEXT,
    amount_bound TEXT,
    number NUMERIC,
    unit TEXT,
    number_bound TEXT,
    label TEXT,
    statement TEXT NOT NULL,
    conflicts TEXT,
    note TEXT,
    method TEXT NOT NULL,
    confidence REAL NOT NULL,
    names TEXT NOT NULL
);
CREATE INDEX facts_by_date ON facts (date_earliest);
CREATE INDEX facts_by_type ON facts (type, status);
CREATE INDEX facts_by_actor ON facts (actor_id);
CREATE INDEX facts_by_target ON facts (target_id);

CREATE TABLE fact_partners (
    fact_id TEXT NOT NULL REFERENCES facts (id),
    position INTEGER NOT NULL,
    entity_id TEXT NOT NULL REFERENCES entities (id),
    PRIMARY KEY (fact_id, position)
);
CREATE INDEX fact_partners_by_entity ON fact_partners (entity_id);

CREATE TABLE fact_topics (
    fact_id TEXT NOT NULL REFERENCES facts (id),
    topic TEXT NOT NULL,
    PRIMARY KEY (fact_id, topic)
);
CREATE INDEX fact_topics_by_topic ON fact_topics (topic);

-- "start" and "end" count Unicode code points of the document's text, half-open; date and figures stand here only where
-- this document reads otherwise than the fact
CREATE TABLE evidence (
    id INTEGER PRIMARY KEY,
    fact_id TEXT NOT NULL REFERENCES facts (id),
    position INTEGER NOT NULL,
    document_id TEXT NOT NULL REFERENCES documents (id),
    start INTEGER,
    "end" INTEGER,
    quote TEXT,
    date_basis TEXT,
    date_as_stated TEXT,
    amount_as_stated TEXT,
    actor_as_stated TEXT,
    target_as_stated TEXT,
    date TEXT,
    amount NUMERIC,
    currency TEXT,
    amount_bound TEXT,
    number NUMERIC,
    unit TEXT,
    number_bound TEXT,
    note TEXT,
    UNIQUE (fact_id, position)
);
CREATE INDEX evidence_by_document ON evidence (document_id, start);

-- every name of everyone a fact is about is in "names", so that 亚马逊 finds what Amazon did
CREATE VIRTUAL TABLE facts_fts USING fts5 (
    statement, label, note, names, content="facts", tokenize="unicode61 remove_diacritics 2"
);

-- Who bought, funded, listed or founded whom, when, for how much, and who says so
CREATE VIEW deals AS
SELECT
    f.date, f.type, f.status, a.name AS actor, t.name AS target,
    (SELECT group_concat(e.name, '; ') FROM fact_partners p JOIN entities e ON e.id = p.entity_id WHERE p.fact_id = f.id)
        AS partners,
    f.amount, f.currency, f.amount_bound,
    (SELECT group_concat(DISTINCT v.document_id) FROM evidence v WHERE v.fact_id = f.id) AS documents,
    f.conflicts, f.note, f.date_earliest, f.date_latest, f.id
FROM facts f
LEFT JOIN entities a ON a.id = f.actor_id
LEFT JOIN entities t ON t.id = f.target_id
WHERE f.type IN ('acquisition', 'investment', 'funding_round', 'ipo', 'joint_venture')
ORDER BY f.date_latest DESC, f.id;

-- Deals by the year in which they may have begun; what was only planned, rumoured, denied or abandoned is not counted.
-- The same deal told by two facts counts twice here: htq deals counts it once.
CREATE VIEW deals_by_year AS
SELECT substr(date_earliest, 1, 4) AS year, currency, count(*) AS deals, count(amount) AS with_amount,
    sum(amount) AS amount
FROM facts
WHERE type IN ('acquisition', 'investment', 'funding_round', 'ipo', 'joint_venture')
    AND status NOT IN ('planned', 'rumoured', 'denied', 'abandoned')
GROUP BY year, currency
ORDER BY year, currency;

-- Everyone who plays a part in a fact, with the part
CREATE VIEW parties AS
SELECT id AS fact_id, 'actor' AS part, actor_id AS entity_id FROM facts WHERE actor_id IS NOT NULL
UNION ALL
SELECT id, 'target', target_id FROM facts WHERE target_id IS NOT NULL
UNION ALL
SELECT fact_id, 'partner', entity_id FROM fact_partners;

-- Who is heard of how often, and from when to when
CREATE VIEW companies AS
SELECT e.name, e.kind, e.country, owner.name AS parent, count(DISTINCT p.fact_id) AS facts,
    count(DISTINCT CASE WHEN f.type IN ('acquisition', 'investment', 'funding_round', 'ipo', 'joint_venture')
        THEN f.id END) AS deals,
    min(substr(f.date_earliest, 1, 4)) AS first_year, max(substr(f.date_latest, 1, 4)) AS last_year, e.id
FROM entities e
JOIN parties p ON p.entity_id = e.id
JOIN facts f ON f.id = p.fact_id
LEFT JOIN entities owner ON owner.id = e.parent_id
GROUP BY e.id
ORDER BY facts DESC, e.id;

CREATE VIEW timeline AS
SELECT f.date, f.type, f.status, a.name AS actor, f.statement, f.date_earliest, f.date_latest, f.id
FROM facts f
LEFT JOIN entities a ON a.id = f.actor_id
WHERE f.date IS NOT NULL
ORDER BY f.date_earliest, f.date_latest DESC, f.id;

-- Where to look it up: every passage of every fact
CREATE VIEW proof AS
SELECT f.statement, d.title, d.published, v.document_id, v.start, v."end", v.quote, v.date_as_stated,
    v.amount_as_stated, v.fact_id
FROM evidence v
JOIN facts f ON f.id = v.fact_id
JOIN documents d ON d.id = v.document_id
ORDER BY v.document_id, v.start;

-- What each passage reads, for the facts on which passages cannot all be right
CREATE VIEW disagreements AS
SELECT f.statement, f.conflicts, v.document_id, coalesce(v.date, f.date) AS date, coalesce(v.amount, f.amount) AS amount,
    coalesce(v.currency, f.currency) AS currency, coalesce(v.number, f.number) AS number,
    coalesce(v.unit, f.unit) AS unit, v.date_as_stated, v.amount_as_stated, f.id
FROM facts f
JOIN evidence v ON v.fact_id = f.id
WHERE f.conflicts IS NOT NULL
ORDER BY f.id, v.position;
