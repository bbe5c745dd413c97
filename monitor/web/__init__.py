"""The page, its API and its feeds: what people look at, served by the daemon itself."""
