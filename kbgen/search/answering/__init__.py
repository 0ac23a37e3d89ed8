"""An answer: a question is read, texts are found, ranked and looked into, as the browser does it too."""
