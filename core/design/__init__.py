"""The pages' foundation: design system components, forms, dates and money in words; it knows nothing of patents."""
