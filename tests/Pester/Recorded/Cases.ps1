<#
.SYNOPSIS
What each recorded answer is: the request that it answers, and the command that a user would read it with.
.DESCRIPTION
Files of postman-official name their request themselves. For the others: Get is the path that Invoke-SfRest asks for,
Status is 200 unless told. Query: it is a page of a query; Token: the answer of a token request; Versions: a list of
API versions; Entries: a list of answers with their statuses, to token requests or to others.
#>
@{
    'netcoreforce/account.json'                           = @{ Get = 'sobjects/Account/001i000002C8QTIAA3' }
    'netcoreforce/contact.json'                           = @{ Get = 'sobjects/Contact/003i000002C8QTIAA3' }
    'netcoreforce/user.json'                              = @{ Get = 'sobjects/User/005i000002C8QTIAA3' }
    'netcoreforce/count_query.json'                       = @{ Query = 'SELECT COUNT() FROM Case'; Count = 26 }
    'netcoreforce/query_case_result.json'                 = @{ Query = 'SELECT Id FROM Case' }
    'netcoreforce/query_case_single_result.json'          = @{ Query = 'SELECT Id FROM Case LIMIT 1' }
    'netcoreforce/query_empty_result.json'                = @{ Query = 'SELECT Id FROM Case' }
    'netcoreforce/querybatch/batch-1.json'                = @{ Query = 'SELECT Id FROM Contact'; Next = 'batch-2.json', 'batch-3.json', 'batch-4.json' }
    'netcoreforce/querybatch/batch-2.json'                = @{ Of = 'netcoreforce/querybatch/batch-1.json' }
    'netcoreforce/querybatch/batch-3.json'                = @{ Of = 'netcoreforce/querybatch/batch-1.json' }
    'netcoreforce/querybatch/batch-4.json'                = @{ Of = 'netcoreforce/querybatch/batch-1.json' }
    'netcoreforce/versions.json'                          = @{ Versions = $true }
    'observed/oauth-errors.json'                          = @{ Entries = 'Token' }
    'observed/rest-errors.json'                           = @{ Entries = 'Rest' }
    'observed/token-responses.json'                       = @{ Entries = 'Token' }
    'observed/versions-v68-tail.json'                     = @{ Versions = $true }
    'restforce/auth_error_response.json'                  = @{ Token = $true; Status = 400 }
    'restforce/auth_success_response.json'                = @{ Token = $true }
    'restforce/create_success_response.json'              = @{ Get = 'sobjects/Account'; Method = 'POST'; Status = 201 }
    'restforce/delete_error_response.json'                = @{ Get = 'sobjects/Whizbang/rid/1'; Method = 'DELETE'; Status = 404 }
    'restforce/describe_sobjects_success_response.json'   = @{ Get = 'sobjects' }
    'restforce/expired_session_response.json'             = @{ Get = 'limits'; Status = 401 }
    'restforce/get_deleted_success_response.json'         = @{ Get = 'sobjects/Whizbang/deleted' }
    'restforce/get_updated_success_response.json'         = @{ Get = 'sobjects/Whizbang/updated' }
    'restforce/list_sobjects_success_response.json'       = @{ Get = 'sobjects' }
    'restforce/list_view_results_success_response.json'   = @{ Get = 'sobjects/Account/listviews/00B000000000001AAA/results' }
    'restforce/org_query_response.json'                   = @{ Query = 'SELECT Id FROM Organization' }
    'restforce/query_aggregate_success_response.json'     = @{ Query = 'SELECT CampaignId, SUM(Amount) FROM Opportunity GROUP BY CampaignId' }
    'restforce/query_empty_response.json'                 = @{ Query = 'SELECT Id FROM Whizbang' }
    'restforce/query_error_response.json'                 = @{ Query = 'SELECT Nothing FROM Whizbang'; Status = 400 }
    'restforce/query_paginated_first_page_response.json'  = @{ Query = 'SELECT Text_Label FROM Whizbang'; Next = , 'query_paginated_last_page_response.json' }
    'restforce/query_paginated_last_page_response.json'   = @{ Of = 'restforce/query_paginated_first_page_response.json' }
    'restforce/query_success_response.json'               = @{ Query = 'SELECT Name FROM Whizbang' }
    'restforce/reauth_success_response.json'              = @{ Token = $true }
    'restforce/recent_success_response.json'              = @{ Get = 'recent' }
    'restforce/refresh_error_response.json'               = @{ Token = $true; Status = 400 }
    'restforce/refresh_success_response.json'             = @{ Token = $true }
    'restforce/search_error_response.json'                = @{ Get = 'search'; Status = 400 }
    'restforce/search_success_response.json'              = @{ Get = 'search' }
    'restforce/services_data_success_response.json'       = @{ Versions = $true }
    'restforce/sobject_describe_error_response.json'      = @{ Get = 'sobjects/Nothing/describe'; Status = 404 }
    'restforce/sobject_describe_success_response.json'    = @{ Get = 'sobjects/Whizbang/describe' }
    'restforce/sobject_find_error_response.json'          = @{ Get = 'sobjects/Whizbang/23foo/1'; Status = 404 }
    'restforce/sobject_find_success_response.json'        = @{ Get = 'sobjects/Whizbang/23foo' }
    'restforce/sobject_select_success_response.json'      = @{ Get = 'sobjects/Whizbang/23foo' }
    'restforce/upsert_created_success_response.json'      = @{ Get = 'sobjects/Whizbang/X__c/1'; Method = 'PATCH'; Status = 201 }
    'restforce/upsert_error_response.json'                = @{ Get = 'sobjects/Whizbang/Namez/1'; Method = 'PATCH'; Status = 404 }
    'restforce/upsert_multiple_error_response.json'       = @{ Get = 'sobjects/Whizbang/X__c/1'; Method = 'PATCH'; Status = 300 }
    'restforce/upsert_updated_success_response.json'      = @{ Get = 'sobjects/Whizbang/X__c/1'; Method = 'PATCH'; Status = 204 }
    'restforce/write_error_response.json'                 = @{ Get = 'sobjects/Bar'; Method = 'POST'; Status = 400 }
}
