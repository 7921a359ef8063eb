"""The shared kernel, without business words: actors, scoping, outbox, days, references, files, audit."""
