"""What every part of the API uses: who asks, errors, pages of lists, versions, repeats, limits and the description."""
