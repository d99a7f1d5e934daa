from . import slide_channel_partner, ward_course
