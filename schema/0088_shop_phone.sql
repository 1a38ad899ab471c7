-- What was told with the phone of somebody who works here: a note (微信同号, 转802), a second number. Empty
-- where the number says it all; `phone` is what is compared.
ALTER TABLE staff ADD COLUMN phone_typed TEXT NOT NULL DEFAULT '';
