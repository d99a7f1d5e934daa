from . import survey_user_input, ward_course, ward_training_result
