-- A key seals the answer that is kept for it, so that only its digest stands here. Answers of before are kept as they are for their day.
update keyed_requests set request_key = encode(sha256(convert_to(request_key, 'UTF8')), 'hex');
