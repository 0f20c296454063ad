"""A journal as an International Patient Summary: a document of FHIR R4 that other programs read."""
