DELETE FROM desk_gaps WHERE locale = :locale AND question = :question AND what = :what
