"""From a document to the facts it states."""
