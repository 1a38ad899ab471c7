-- A phone has one key: a landline has one dash, behind its area code; a number from abroad has none.
CREATE TABLE phone_before AS
SELECT id, REPLACE(phone, '-', '') AS digits, REPLACE(phone_reversed, '-', '') AS reversed,
       CASE WHEN phone NOT LIKE '0%' THEN 0
            WHEN phone LIKE '01%' OR phone LIKE '02%' THEN 3 ELSE 4 END AS area
  FROM customer
 WHERE (phone LIKE '+%' AND phone LIKE '%-%')
    OR ((phone LIKE '400-%' OR phone LIKE '800-%') AND LENGTH(REPLACE(phone, '-', '')) = 10)
    OR ((phone LIKE '010%' OR phone LIKE '02%')
        AND LENGTH(REPLACE(phone, '-', '')) BETWEEN 10 AND 11)
    OR (phone LIKE '0%' AND phone NOT LIKE '00%' AND phone NOT LIKE '01%' AND phone NOT LIKE '02%'
        AND LENGTH(REPLACE(phone, '-', '')) BETWEEN 11 AND 12);
UPDATE customer
   SET phone = (SELECT CASE WHEN b.area = 0 THEN b.digits
                            ELSE SUBSTR(b.digits, 1, b.area) || '-' || SUBSTR(b.digits, b.area + 1) END
                  FROM phone_before b WHERE b.id = customer.id),
       phone_reversed =
         (SELECT CASE WHEN b.area = 0 THEN b.reversed
                      ELSE SUBSTR(b.reversed, 1, LENGTH(b.reversed) - b.area) || '-' ||
                           SUBSTR(b.reversed, LENGTH(b.reversed) - b.area + 1) END
            FROM phone_before b WHERE b.id = customer.id)
 WHERE id IN (SELECT id FROM phone_before);
DROP TABLE phone_before;
CREATE TABLE phone_before AS
SELECT id, REPLACE(phone, '-', '') AS digits,
       CASE WHEN phone NOT LIKE '0%' THEN 0
            WHEN phone LIKE '01%' OR phone LIKE '02%' THEN 3 ELSE 4 END AS area
  FROM customer_contact
 WHERE (phone LIKE '+%' AND phone LIKE '%-%')
    OR ((phone LIKE '400-%' OR phone LIKE '800-%') AND LENGTH(REPLACE(phone, '-', '')) = 10)
    OR ((phone LIKE '010%' OR phone LIKE '02%')
        AND LENGTH(REPLACE(phone, '-', '')) BETWEEN 10 AND 11)
    OR (phone LIKE '0%' AND phone NOT LIKE '00%' AND phone NOT LIKE '01%' AND phone NOT LIKE '02%'
        AND LENGTH(REPLACE(phone, '-', '')) BETWEEN 11 AND 12);
UPDATE customer_contact
   SET phone = (SELECT CASE WHEN b.area = 0 THEN b.digits
                            ELSE SUBSTR(b.digits, 1, b.area) || '-' || SUBSTR(b.digits, b.area + 1) END
                  FROM phone_before b WHERE b.id = customer_contact.id)
 WHERE id IN (SELECT id FROM phone_before);
DROP TABLE phone_before;
