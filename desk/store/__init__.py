"""The desk's own store: pages as they came, drafts, decisions as events, who may do what, and an audit.

SQLAlchemy's Core and not its ORM: a write is one statement with its version in the WHERE, its audit entries beside it;
an ORM's unit of work would choose by itself when and in which order they are sent.
"""
