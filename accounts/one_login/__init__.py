"""GOV.UK One Login: customers' sign-in, proof of identity, and sign-out from both sides."""
