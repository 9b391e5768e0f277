"""The screen: one render function per page. Asks the pipeline and the store; no SQL, no language model, no index."""
