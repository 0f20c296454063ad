"""The Medicines page: allergies, what is taken when, injections, and the forms for a medicine, its doses and what was given."""
