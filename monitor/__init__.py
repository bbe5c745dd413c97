"""WATCH: the program that composes crawlers, rules and db."""
