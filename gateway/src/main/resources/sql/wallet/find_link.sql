-- include wallet/_redirect_link
where a.link_token = :token
