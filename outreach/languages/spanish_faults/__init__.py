"""What faults and findings say, in Spanish, by their English wording: a module for each room that tells them."""
