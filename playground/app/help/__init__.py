"""What explains the app: shortcut sheet, command palette, What's This, About."""
