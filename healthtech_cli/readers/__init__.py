"""From a file to a document with its exact text: one file a format."""
