"""Reads FHIR as JSON (R4, with what earlier releases do otherwise): bundles, single resources and lists of resources."""
