insert into export_part (export_id, number, lines, content)
values (:id, :number, :lines, :content)
