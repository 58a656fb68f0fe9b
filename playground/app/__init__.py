"""The application: window, actions and the controller that joins the rooms."""
