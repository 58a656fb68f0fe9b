"""The examples that come with the app, and the welcome page that shows them."""
