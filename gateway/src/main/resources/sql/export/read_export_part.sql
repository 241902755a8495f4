select content from export_part where export_id = :id and number = :number
