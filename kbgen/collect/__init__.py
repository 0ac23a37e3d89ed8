"""The collector: takes votes and events from readers' browsers and answers once they are stored."""
