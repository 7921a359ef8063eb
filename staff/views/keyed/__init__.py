"""What came by paper or phone: begun, filled in, paid for and sent by staff, one module for each page."""

from accounts.roles import OfficePermission

KEY_IN = OfficePermission.KEY_IN
