"""Text in: decoding, repair with an exact map back to the original, sentences, chunks."""
