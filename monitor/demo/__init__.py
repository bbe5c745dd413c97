"""A small world of publishers on this machine, and the real Policywatch watching it."""
