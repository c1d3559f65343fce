<#
.SYNOPSIS
What the fault matrix does: how each cmdlet is called, what the org answers, what each fault may lead to.
.DESCRIPTION
A cmdlet that is new is red until it is in Offline (it asks nobody, which is checked) or in Calls. Each request that a
call makes without fault must be struck by it or by another call of the same cmdlet. Of a call:

  Cmdlet  its name; What tells several calls of one cmdlet apart
  Does    reads: may be repeated; writes: may not, unless it was certainly not carried out
  Route   the request that the fault strikes, as METHOD and path with wildcards
  Script  the call; $session is connected, $server is the server, $secret the secret, $folder an empty folder; $vault
          and $secretName name id and secret in a vault, and they are in the environment
  Host    Domain: the request goes to the domain that was connected to; else to the instance
  Partial what is known may come, with a warning that says what is missing
  Before  how many rows come before the request that the fault strikes
  Reports a failure is no error, but an object with Status Fail, a Detail that begins with the code, and a Fix
  Ok      faults that it may survive with another result than usual, as wildcards, and why
  Except  faults that do not strike it, and why
  NetworkOnly     only faults of the network strike; what is in the answer is another call's matter
  EveryTransport  once more over TLS, through a proxy, and through a proxy's tunnel: see Plan.ps1

Each parameter set must be in it, too, or in OtherSets with the reason why it is not.
#>

# Each with a secret of its own, whose name is not in the result.
$setUp = { New-SfIntegrationSetup SAP it@acme.example -Username sap@acme.example -Session $session }
$rotate = {
    $name = "$secretName-$([guid]::NewGuid())"
    Invoke-InTurn { Set-Secret -Name $name -Secret ([pscredential]::new('appkey', $secret)) -Vault $vault -ErrorAction Stop }
    try { Update-SfClientSecret $name -VaultName $vault -Session $session | ForEach-Object Step }
    finally {
        foreach ($left in Invoke-InTurn { Get-SecretInfo "$name*" -Vault $vault -ErrorAction Stop }) {
            Invoke-InTurn { Remove-Secret $left.Name -Vault $vault -ErrorAction Stop }
        }
    }
}
$rotateAgain = {
    $name = "$secretName-$([guid]::NewGuid())"
    Invoke-InTurn { Set-Secret -Name $name -Secret ([pscredential]::new('appkey', $secret)) -Vault $vault -ErrorAction Stop }
    try { Update-SfClientSecret $name -VaultName $vault -AppId 0xI000000000002AAA -Force -Session $session | ForEach-Object Step }
    finally {
        foreach ($left in Invoke-InTurn { Get-SecretInfo "$name*" -Vault $vault -ErrorAction Stop }) {
            Invoke-InTurn { Remove-Secret $left.Name -Vault $vault -ErrorAction Stop }
        }
    }
}
# A file of one row; what comes of it stays outside of the folder, where nothing may stay.
$import = {
    $results = Join-Path ([System.IO.Path]::GetTempPath()) "import-$([guid]::NewGuid().ToString('N'))"
    try { 'Name', 'x' | Set-Content "$folder/answer"; (Import-SfBulk Asset "$folder/answer" -Operation Insert -ResultPath $results -Session $session -WarningAction Ignore).Created }
    finally { Remove-Item $results -Recurse -ErrorAction Ignore; Remove-Item "$folder/answer" }
}

# A file of one record, which stays outside of the folder, too; what failed is an error, and a result besides.
$tree = {
    $file = Join-Path ([System.IO.Path]::GetTempPath()) "tree-$([guid]::NewGuid().ToString('N')).json"
    try { '{"records":[{"attributes":{"type":"Asset","referenceId":"a"},"Name":"x"}]}' | Set-Content $file; Import-SfTree $file -Session $session | Where-Object Success | ForEach-Object Id }
    finally { Remove-Item $file }
}

$copy = { Copy-SfRecord 'SELECT Name FROM Asset' $session -Confirm:$false -Session $session | Where-Object Success | ForEach-Object Id }
$treeFile = { Export-SfTree 'SELECT Name FROM Asset' -Path "$folder/answer" -Session $session; if (Test-Path "$folder/answer") { Get-Content "$folder/answer" -Raw; Remove-Item "$folder/answer" } }

# A file outside of the folder, where nothing may stay; its path is another one each time.
$sendFile = {
    param([hashtable] $With = @{})
    $file = Join-Path ([System.IO.Path]::GetTempPath()) "file-$([guid]::NewGuid().ToString('N')).txt"
    [System.IO.File]::WriteAllText($file, 'x')
    try { Send-SfFile $file -Title answer -Session $session @With | Select-Object Id, ContentDocumentId, Size }
    finally { [System.IO.File]::Delete($file) }
}

# An export that was begun, and is gone on with; its file stays outside of the folder, too.
$resume = {
    $file = Join-Path ([System.IO.Path]::GetTempPath()) "export-$([guid]::NewGuid().ToString('N')).csv"
    try {
        if (Export-SfBulk 'SELECT Id, Name FROM Lead' $file -NoWait -Session $session) {
            # One page after the other: the time that a drip lets pass would end the other.
            Resume-SfBulk $file -ThrottleLimit 1 -Session $session -WarningAction Ignore
            if (Test-Path $file) { Get-Content $file }
        }
    }
    finally { Remove-Item $file, "$file.sfbulk" -Recurse -ErrorAction Ignore }
}

# The status says that it was done, and another request whether that is true; the body is not looked at.
$unread = 'length too short', 'empty body', 'JSON of another shape', 'JSON 10,000 deep', 'names twice'

# Its key signs, and nobody looks.
$request = [System.Security.Cryptography.X509Certificates.CertificateRequest]::new(
    'CN=app', [System.Security.Cryptography.RSA]::Create(2048), 'SHA256', [System.Security.Cryptography.RSASignaturePadding]::Pkcs1)
$certificate = $request.CreateSelfSigned([datetimeoffset]::UtcNow.AddDays(-1), [datetimeoffset]::UtcNow.AddDays(1))

@{
    # What sends nothing: all of a cmdlet, or what its What says.
    Offline   = @(
        @{ Cmdlet = 'Connect-SfAccessToken'; Script = { Connect-SfAccessToken $server.Url -AccessToken $secret -Name offline -NoDefault } }
        # What happens to streams is in Receive-SfEvent.Tests.ps1: they are gRPC, which the server of this table does not speak.
        @{ Cmdlet = 'Receive-SfEvent'; What = 'from another host'; Script = { Receive-SfEvent Order__e -PubSubEndpoint https://example.invalid -Session $session -ErrorAction SilentlyContinue } }
        @{ Cmdlet = 'Register-SfConnection'; Script = { Register-SfConnection offline $server.Url -SecretName $secretName -VaultName $vault -Force } }
        @{ Cmdlet = 'Get-SfConnection'; Script = { Get-SfConnection offline } }
        @{ Cmdlet = 'Unregister-SfConnection'; Script = { Unregister-SfConnection offline } }
        @{ Cmdlet = 'Get-SfSession'; Script = { Get-SfSession offline } }
        @{ Cmdlet = 'Select-SfSession'; Script = { Select-SfSession offline } }
        @{ Cmdlet = 'Get-SfToken'; What = 'of a session that has one'; Script = { Get-SfToken -Session $session } }
        @{ Cmdlet = 'Get-SfToken'; What = '-AsPlainText'; Script = { $null = Get-SfToken -Session $session -AsPlainText } }
        @{ Cmdlet = 'Invoke-SfRest'; What = '-WhatIf'; Script = { Invoke-SfRest sobjects/Account -Method POST -Body @{ Name = 'x' } -Session $session -WhatIf } }
        @{ Cmdlet = 'Invoke-SfComposite'; What = '-WhatIf'; Script = { Invoke-SfComposite @{ Path = 'sobjects/Account'; Body = @{ Name = 'x' } } -Session $session -WhatIf } }
        @{ Cmdlet = 'Send-SfEvent'; What = '-WhatIf'; Script = { Send-SfEvent Order__e @{ Text__c = 'x' } -Session $session -WhatIf } }
        @{ Cmdlet = 'New-SfIntegrationSetup'; What = '-WhatIf'; Script = { New-SfIntegrationSetup SAP it@acme.example -Username sap@acme.example -Session $session -WhatIf } }
        @{ Cmdlet = 'Disconnect-SfSession'; What = 'without -Revoke'; Script = { Disconnect-SfSession offline } }
    )

    # 'Cmdlet/parameter set' = 'the reason'
    OtherSets = @{
        'Receive-SfEvent/Subscription' = 'as with a topic'
        'Invoke-SfApex/Path' = 'as with a text, once the file is read; before that, nothing is sent'
        'Start-SfApexTest/Method' = 'as with classes; the body names other tests'
        'Start-SfApexTest/Suite' = 'as with classes; the body names other tests'
        'Start-SfApexTest/All' = 'as with classes; the body names other tests'
        'Get-SfApexLog/Destination' = 'as with -OutFile; the name of the file is the ID'
        'Get-SfApexLog/Tail' = 'asks what the list asks, again and again, and does not end by itself'
        'Set-SfTraceFlag/Until' = 'as with -Minutes; the end is another'
        'Set-SfTraceFlag/Remove' = 'looks for flag and level as without it, and deletes what is there'
        'Export-SfBulk/Job' = 'as with a query, once the job is there'
        'Connect-SfClientCredentials/Connection' = 'as from a vault, once the file is read; before that, nothing is sent'
        'Connect-SfJwtBearer/Connection' = 'as with a certificate, once file and key are read; before that, nothing is sent'
        'Connect-SfPassword/Connection' = 'as from a vault, once the file is read; before that, nothing is sent'
        'Test-SfClientCredentials/Connection' = 'as from a vault, once the file is read; before that, nothing is sent'
        'Connect-SfJwtBearer/File'  = 'as with a certificate, once the key is read; before that, nothing is sent'
        'Import-SfBulk/LiteralPath' = 'as with a path'
        'Import-SfTree/LiteralPath' = 'as with a path'
        'Import-SfTree/Plan' = 'as with a path, once the files are read; before that, nothing is sent'
        'Send-SfFile/LiteralPath' = 'as with a path'
        'Import-SfBulk/InputObject' = 'as with a path, once the objects are in a file; before that, the same describe is asked for'
        'Invoke-SfGraphQL/Path' = 'as with a query, once the file is read; before that, nothing is sent'
        'Connect-SfJwtBearer/Vault' = 'as with a certificate, once the key is read; before that, nothing is sent'
    }

    # METHOD, path, status, body. "@value@" is what faults of the content replace.
    Answers   = @(
        'POST /services/oauth2/token 200 {"access_token":"00D000000000001!AQ.x","instance_url":"@instance@","id":"@url@/id/00D000000000001EAA/005000000000001AAA","token_type":"Bearer","issued_at":"1764000000000","scope":"api","note":"@value@"}'
        'POST /services/oauth2/revoke 200 {"note":"@value@"}'
        'POST /services/oauth2/introspect 200 {"active":true,"exp":1764007200,"username":"@value@"}'
        'GET /services/oauth2/userinfo 200 {"user_id":"005000000000001AAA","organization_id":"00D000000000001EAA","preferred_username":"integration@example.com","name":"@value@","active":true}'
        'GET /services/data 200 [{"label":"@value@","url":"/services/data/v67.0","version":"67.0"},{"label":"Winter","url":"/services/data/v68.0","version":"68.0"}]'
        'GET /services/data/v68.0/limits 200 {"DailyApiRequests":{"Max":15000,"Remaining":14998},"Note":"@value@"}'
        'GET /services/data/v68.0/query?q=*FROM%20ContentVersion* 200 {"totalSize":1,"done":true,"records":[{"attributes":{"type":"ContentVersion"},"Id":"068000000000001AAA","ContentDocumentId":"069000000000001AAA","Title":"answer","Description":"@value@"}]}'
        'POST /services/data/v68.0/sobjects/ContentVersion 201 {"id":"068000000000001AAA","success":true,"errors":[],"note":"@value@"}'
        'GET /services/data/v68.0/sobjects/ContentVersion/068*/VersionData 200 {"note":"@value@"}'
        'GET /services/data/v68.0/query?q=*FROM%20User%20WHERE%20Username* 200 {"totalSize":0,"done":true,"records":[],"note":"@value@"}'
        'GET /services/data/v68.0/query?q=*FROM%20Profile* 200 {"totalSize":1,"done":true,"records":[{"attributes":{"type":"Profile"},"Id":"00e000000000001AAA"}]}'
        'GET /services/data/v68.0/query?q=*FROM%20Organization 200 {"totalSize":1,"done":true,"records":[{"attributes":{"type":"Organization"},"Name":"Org","OrganizationType":"Developer Edition","IsSandbox":false,"TimeZoneSidKey":"GMT"}]}'
        'GET /services/data/v68.0/query?q=*FROM%20PermissionSetLicense%20* 200 {"totalSize":1,"done":true,"records":[{"attributes":{"type":"PermissionSetLicense"},"Id":"0PL000000000001AAA"}]}'
        'GET /services/data/v68.0/query?q=*FROM%20PermissionSetLicenseAssign* 200 {"totalSize":1,"done":true,"records":[{"attributes":{"type":"PermissionSetLicenseAssign"},"Id":"2LA000000000001AAA"}]}'
        'GET /services/data/v68.0/query?q=*FROM%20PermissionSet* 200 {"totalSize":0,"done":true,"records":[]}'
        'GET /services/data/v68.0/query?q=*FROM%20ExternalClientApplication* 200 {"totalSize":0,"done":true,"records":[]}'
        'POST /services/data/v68.0/sobjects/User 201 {"id":"005000000000001AAA","success":true,"errors":[],"note":"@value@"}'
        'POST /services/data/v68.0/metadata/deployRequest 201 {"id":"0Af000000000001CAA","note":"@value@"}'
        'GET /services/data/v68.0/metadata/deployRequest/* 200 {"deployResult":{"status":"Succeeded","done":true,"success":true,"numberComponentsDeployed":6,"numberComponentsTotal":6,"details":{"componentFailures":[],"componentSuccesses":[{"componentType":"PermissionSet","id":"0PS000000000001GAA"}]},"note":"@value@"}}'
        'POST /services/data/v68.0/sobjects/PermissionSetAssignment 201 {"id":"0Pa000000000001CAA","success":true,"errors":[],"note":"@value@"}'
        'GET /services/data/v68.0/query?q=*User* 200 {"totalSize":1,"done":true,"records":[{"attributes":{"type":"User"},"IsActive":true,"Profile":{"attributes":{"type":"Profile"},"Name":"@value@"}}]}'
        'GET /services/data/v68.0/query?q=*Organization* 200 {"totalSize":1,"done":true,"records":[{"attributes":{"type":"Organization"},"Name":"Org","OrganizationType":"Developer Edition","IsSandbox":false}]}'
        'GET /services/data/v68.0/query?q=*FROM%20Asset 200 {"totalSize":1,"done":true,"records":[{"attributes":{"type":"Asset","url":"/services/data/v68.0/sobjects/Asset/02i000000000001AAA"},"Name":"@value@"}]}'
        'GET /services/data/v68.0/query?q=*Contact* 200 {"totalSize":2,"done":true,"records":[{"attributes":{"type":"Contact"},"Id":"003000000000001AAA","Name":"One"},{"attributes":{"type":"Contact"},"Id":"003000000000002AAA","Name":"@value@"}]}'
        'GET /services/data/v68.0/query?q=*Case* 200 {"totalSize":1,"done":true,"records":[{"attributes":{"type":"Case"},"Due__c":"2026-11-25"}]}'
        'GET /services/data/v68.0/query?q=*Campaign* 200 {"totalSize":1,"done":true,"records":[{"attributes":{"type":"Campaign"},"Id":"001000000000001AAA","Ext__c":"x","Name":"@value@"}]}'
        'GET /services/data/v68.0/sobjects/Campaign/describe 200 {"name":"Campaign","fields":[{"name":"Ext__c","type":"string"}],"label":"@value@"}'
        'GET /services/data/v68.0/sobjects 200 {"sobjects":[{"name":"Case","label":"@value@"}]}'
        'GET /services/data/v68.0/sobjects/Case/describe 200 {"name":"Case","fields":[{"name":"Due__c","type":"date"}],"label":"@value@"}'
        'POST /services/data/v68.0/jobs/query 200 {"id":"750000000000001AAA","operation":"query","object":"Lead","state":"UploadComplete","note":"@value@"}'
        'GET /services/data/v68.0/jobs/query/750000000000001AAA 200 {"id":"750000000000001AAA","operation":"query","object":"Lead","state":"JobComplete","apiVersion":68.0,"jobType":"V2Query","numberRecordsProcessed":4,"note":"@value@"}'
        'GET /services/data/v68.0/jobs/query/750*/resultPages 200 {"resultPages":[{"resultUrl":"/services/data/v68.0/jobs/query/750000000000001AAA/results?locator=A"},{"resultUrl":"/services/data/v68.0/jobs/query/750000000000001AAA/results?locator=B"}],"nextRecordsUrl":null,"done":true,"note":"@value@"}'
        "GET /services/data/v68.0/jobs/query/750*/results?locator=A 200 ""Id"",""Name""`n""00Q000000000001AAA"",""One""`n""00Q000000000002AAA"",""Two""`n"
        "GET /services/data/v68.0/jobs/query/750*/results?locator=B 200 ""Id"",""Name""`n""00Q000000000003AAA"",""Three""`n""00Q000000000004AAA"",""Four""`n"
        'GET /services/data/v68.0/sobjects/Lead/describe 200 {"name":"Lead","fields":[{"name":"Id","type":"id"},{"name":"Name","type":"string"}],"label":"@value@"}'
        'GET /services/data/v68.0/query?q=*Account* 200 {"totalSize":4,"done":false,"nextRecordsUrl":"/services/data/v68.0/query/01g000000000001-2","records":[{"attributes":{"type":"Account"},"Id":"001000000000001AAA","Name":"One"},{"attributes":{"type":"Account"},"Id":"001000000000002AAA","Name":"Two"}]}'
        'GET /services/data/v68.0/query/01g* 200 {"totalSize":4,"done":true,"records":[{"attributes":{"type":"Account"},"Id":"001000000000003AAA","Name":"Three"},{"attributes":{"type":"Account"},"Id":"001000000000004AAA","Name":"@value@"}]}'
        'POST /services/data/v68.0/composite 200 {"compositeResponse":[{"body":{"totalSize":1,"done":true,"records":[{"attributes":{"type":"Lead"},"Id":"00Q000000000001AAA","Name":"@value@"}]},"httpHeaders":{},"httpStatusCode":200,"referenceId":"query"}]}'
        'POST /services/data/v68.0/composite/graph 200 {"graphs":[{"graphId":"graph1","graphResponse":{"compositeResponse":[{"body":{"id":"001000000000001AAA","success":true,"errors":[],"note":"@value@"},"httpHeaders":{},"httpStatusCode":201,"referenceId":"a"}]},"isSuccessful":true}]}'
        'POST /services/data/v68.0/graphql 200 {"data":{"uiapi":{"query":{"Account":{"edges":[{"node":{"Id":"001000000000001AAA","Name":{"value":"@value@"}}}]}}}},"errors":[]}'
        'GET /services/data/v68.0/sobjects/Account/001* 200 {"Id":"001000000000001AAA","Name":"@value@"}'
        'POST /services/data/v68.0/composite/sobjects 200 [{"id":"001000000000001AAA","success":true,"errors":[],"note":"@value@"}]'
        'GET /services/data/v68.0/sobjects/Account/listviews 200 {"done":true,"listviews":[{"id":"00B000000000001EAA","developerName":"All","label":"@value@","soqlCompatible":true}],"nextRecordsUrl":null,"size":1,"sobjectType":"Account"}'
        'GET /services/data/v68.0/query?q=*ListView* 200 {"totalSize":1,"done":true,"records":[{"attributes":{"type":"ListView"},"Id":"00B000000000001EAA","SobjectType":"Account","DeveloperName":"All","Name":"@value@","IsSoqlCompatible":true}]}'
        'GET /services/data/v68.0/sobjects/Account/listviews/00B000000000001EAA/describe 200 {"query":"SELECT Id FROM Product2","note":"@value@"}'
        'GET /services/data/v68.0/query?q=*Product2* 200 {"totalSize":1,"done":true,"records":[{"attributes":{"type":"Product2"},"Id":"01t000000000001AAA","Name":"@value@"}]}'
        'GET /services/data/v68.0/sobjects/Lead/listviews 200 {"done":true,"listviews":[{"id":"00B000000000002EAA","developerName":"Recent","label":"@value@","soqlCompatible":false}],"nextRecordsUrl":null,"size":1,"sobjectType":"Lead"}'
        'GET /services/data/v68.0/sobjects/Lead/listviews/00B000000000002EAA/describe 200 {"query":null,"note":"@value@"}'
        'GET /services/data/v68.0/sobjects/Lead/listviews/00B000000000002EAA/results?* 200 {"columns":[{"fieldNameOrPath":"Name","type":"string"}],"done":true,"records":[{"columns":[{"fieldNameOrPath":"Name","value":"@value@"}]}]}'
        'GET /services/data/v68.0/search?q=* 200 {"searchRecords":[{"attributes":{"type":"Account"},"Id":"001000000000001AAA","Name":"@value@"}]}'
        'POST /services/data/v68.0/parameterizedSearch 200 {"searchRecords":[{"attributes":{"type":"Account"},"Id":"001000000000001AAA","Name":"@value@"}]}'
        'POST /services/data/v68.0/composite/sobjects/Account 200 [{"attributes":{"type":"Account"},"Id":"001000000000001AAA","Name":"@value@"}]'
        'PATCH /services/data/v68.0/composite/sobjects 200 [{"id":"001000000000001AAA","success":true,"errors":[],"note":"@value@"}]'
        'PATCH /services/data/v68.0/composite/sobjects/Account/Ext__c 200 [{"id":"001000000000001AAA","success":true,"created":false,"errors":[],"note":"@value@"}]'
        'DELETE /services/data/v68.0/composite/sobjects?ids=* 200 [{"id":"001000000000001AAA","success":true,"errors":[],"note":"@value@"}]'
        'POST /services/Soap/u/68.0 200 <Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/"><Body><undeleteResponse xmlns="urn:partner.soap.sforce.com"><result><id>001000000000001AAA</id><success>true</success><note>"@value@"</note></result></undeleteResponse></Body></Envelope>'
        'GET /services/data/v68.0/tooling/executeAnonymous/?* 200 {"line":-1,"column":-1,"compiled":true,"success":true,"compileProblem":null,"exceptionMessage":null,"exceptionStackTrace":null,"note":"@value@"}'
        'POST /services/Soap/s/68.0/00D000000000001EAA 200 <Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/"><Header><DebuggingInfo xmlns="http://soap.sforce.com/2006/08/apex"><debugLog>log</debugLog></DebuggingInfo></Header><Body><executeAnonymousResponse xmlns="http://soap.sforce.com/2006/08/apex"><result><column>-1</column><compiled>true</compiled><line>-1</line><success>true</success><note>"@value@"</note></result></executeAnonymousResponse></Body></Envelope>'
        'POST /services/data/v68.0/tooling/runTestsAsynchronous/ 200 "707000000000001AAA"'
        'GET /services/data/v68.0/tooling/query/?q=*ApexTestRunResult%20ORDER* 200 {"totalSize":1,"done":true,"records":[{"AsyncApexJobId":"707000000000001AAA","Status":"Completed","UserId":"@value@"}]}'
        'GET /services/data/v68.0/tooling/query/?q=*ApexTestRunResult%20WHERE%20AsyncApexJobId%20%3D%20%27707000000000001AAA* 200 {"totalSize":1,"done":true,"records":[{"AsyncApexJobId":"707000000000001AAA","Status":"Completed","ClassesEnqueued":1,"ClassesCompleted":1,"UserId":"@value@"}]}'
        'GET /services/data/v68.0/tooling/query/?q=*ApexTestRunResult%20WHERE* 200 {"totalSize":0,"done":true,"records":[],"note":"@value@"}'
        'GET /services/data/v68.0/tooling/query/?q=*ApexTestQueueItem* 200 {"totalSize":1,"done":true,"records":[{"Id":"709000000000001AAA","Status":"Queued"}],"note":"@value@"}'
        'GET /services/data/v68.0/tooling/query/?q=*ApexTestResult* 200 {"totalSize":1,"done":true,"records":[{"Id":"07M000000000001AAA","ApexClassId":"01p000000000001AAA","ApexClass":{"Name":"A"},"MethodName":"works","Outcome":"Pass","Message":"@value@"}]}'
        'GET /services/data/v68.0/tooling/query/?q=*ApexCodeCoverage* 200 {"totalSize":1,"done":true,"records":[{"ApexTestClassId":"01p000000000001AAA","TestMethodName":"works","ApexClassOrTriggerId":"01p000000000002AAA","ApexClassOrTrigger":{"Name":"B"},"Coverage":{"coveredLines":[1],"uncoveredLines":[2]}}],"note":"@value@"}'
        'GET /services/data/v68.0/tooling/query/?q=*ApexLog* 200 {"totalSize":1,"done":true,"records":[{"Id":"07L000000000001EAA","StartTime":"2026-11-27T10:00:00.000+0000","LogLength":20,"Status":"@value@"}]}'
        'GET /services/data/v68.0/tooling/sobjects/ApexLog/07L000000000001EAA/Body 200 68.0 APEX_CODE,DEBUG'
        'GET /services/data/v68.0/sobjects/Order__e/eventSchema?* 200 {"name":"Order__e","type":"record","uuid":"a","fields":[{"name":"Text__c","type":["null","string"],"doc":"@value@:Text"}]}'
        'GET /services/data/v68.0/tooling/query/?q=*FROM%20PlatformEventChannel 200 {"totalSize":1,"done":true,"records":[{"DeveloperName":"All","NamespacePrefix":null,"ChannelType":"event","MasterLabel":"@value@"}]}'
        'GET /services/data/v68.0/tooling/query/?q=*FROM%20PlatformEventChannelMember 200 {"totalSize":0,"done":true,"records":[],"note":"@value@"}'
        'POST /services/data/v68.0/tooling/sobjects/PlatformEventChannelMember 201 {"id":"0v8000000000001AAA","success":true,"errors":[],"note":"@value@"}'
        'GET /services/data/v68.0/tooling/query/?q=*DebugLevel%20WHERE* 200 {"totalSize":0,"done":true,"records":[],"note":"@value@"}'
        'GET /services/data/v68.0/tooling/query/?q=*TraceFlag%20WHERE* 200 {"totalSize":0,"done":true,"records":[],"note":"@value@"}'
        'POST /services/data/v68.0/tooling/sobjects/DebugLevel 201 {"id":"7dl000000000001AAA","success":true,"errors":[],"note":"@value@"}'
        'POST /services/data/v68.0/tooling/sobjects/TraceFlag 201 {"id":"7tf000000000001AAA","success":true,"errors":[],"note":"@value@"}'
        'POST /services/data/v68.0/sobjects/Account 201 {"id":"001000000000001AAA","success":true,"errors":[],"note":"@value@"}'
        'PATCH /services/data/v68.0/sobjects/Account/* 200 {"id":"001000000000001AAA","success":true,"errors":[],"created":false,"note":"@value@"}'
        'DELETE /services/data/v68.0/sobjects/Account/* 200 {"note":"@value@"}'
        'GET /services/data/v68.0/jobs/query 200 {"done":true,"records":[{"id":"750000000000001AAA","operation":"query","object":"Account","state":"JobComplete","jobType":"V2Query"}],"nextRecordsUrl":null,"note":"@value@"}'
        'GET /services/data/v68.0/jobs/ingest/750000000000001AAA 200 {"id":"750000000000001AAA","operation":"insert","object":"Account","state":"JobComplete","jobType":"V2Ingest","apiVersion":68.0,"numberRecordsProcessed":2,"numberRecordsFailed":0,"concurrencyMode":"@value@"}'
        'PATCH /services/data/v68.0/jobs/ingest/750000000000001AAA 200 {"id":"750000000000001AAA","operation":"insert","object":"Account","state":"Aborted","apiVersion":68.0,"concurrencyMode":"@value@"}'
        'DELETE /services/data/v68.0/jobs/ingest/750000000000001AAA 200 {"note":"@value@"}'
        'GET /services/data/v68.0/apps/oauth/usage 200 {"apps":[{"identifier":"0xI000000000001AAA"}],"note":"@value@"}'
        'GET /services/data/v68.0/apps/oauth/credentials/0xI000000000001AAA 200 {"consumers":[{"id":"888000000000001AAA","key":"appkey"},{"id":"888000000000001AAA","key":"newkey"}],"note":"@value@"}'
        'GET /services/data/v68.0/apps/oauth/credentials/0xI000000000002AAA 200 {"consumers":[{"id":"888000000000001AAA","key":"appkey"},{"id":"888000000000001AAA","key":"newkey"}],"note":"@value@"}'
        'GET /services/data/v68.0/apps/oauth/credentials/0xI000000000001AAA/*/staged 200 {"stagedCredentials":[],"note":"@value@"}'
        'GET /services/data/v68.0/apps/oauth/credentials/0xI000000000002AAA/*/staged 200 {"stagedCredentials":[{"id":"1DS000000000001AAA","key":"oldkey","state":"Rotated","expirationDate":"2026-12-25T00:00:00.000Z"}],"note":"@value@"}'
        'GET /services/data/v68.0/sobjects/Asset/describe 200 {"name":"Asset","createable":true,"fields":[{"name":"Name","type":"string","createable":true}],"label":"@value@"}'
        'POST /services/data/v68.0/jobs/ingest 200 {"id":"750000000000002AAA","operation":"insert","object":"Asset","state":"Open","note":"@value@"}'
        'PUT /services/data/v68.0/jobs/ingest/*/batches 201 {"note":"@value@"}'
        'PATCH /services/data/v68.0/jobs/ingest/* 200 {"id":"750000000000002AAA","operation":"insert","object":"Asset","state":"UploadComplete","note":"@value@"}'
        "GET /services/data/v68.0/jobs/ingest/*/successfulResults 200 `"sf__Id`",`"sf__Created`",`"Name`"`n`"02i000000000001AAA`",`"true`",`"x`"`n"
        "GET /services/data/v68.0/jobs/ingest/*/failedResults 200 `"sf__Id`",`"sf__Error`",`"Name`"`n"
        "GET /services/data/v68.0/jobs/ingest/*/unprocessedrecords 200 `"Name`"`n"
        'GET /services/data/v68.0/jobs/ingest/750000000000002AAA 200 {"id":"750000000000002AAA","operation":"insert","object":"Asset","state":"JobComplete","numberRecordsProcessed":1,"numberRecordsFailed":0,"note":"@value@"}'
        'POST /services/data/v68.0/apps/oauth/credentials/*/staged 200 {"stagedCredentials":[{"id":"1DS000000000002AAA","key":"newkey","secret":"new secret","state":"Active"}],"note":"@value@"}'
        'PATCH /services/data/v68.0/apps/oauth/credentials/*/staged/* 200 {"id":"1DS000000000002AAA","state":"Rotated","note":"@value@"}'
        'DELETE /services/data/v68.0/apps/oauth/credentials/*/staged/* 200 {"note":"@value@"}'
    )

    Calls     = @(
        @{
            Cmdlet = 'Connect-SfClientCredentials'; Does = 'reads'; Host = 'Domain'; Route = 'POST */oauth2/token'
            Script = { Connect-SfClientCredentials $server.Url -ClientId id -ClientSecret $secret -Name again -NoDefault @options }
        }
        @{
            Cmdlet = 'Connect-SfClientCredentials'; What = '-Credential'; Does = 'reads'; Host = 'Domain'; Route = 'POST */oauth2/token'; NetworkOnly = $true
            Script = { Connect-SfClientCredentials $server.Url -Credential ([pscredential]::new('id', $secret)) -Name again -NoDefault @options }
        }
        @{
            Cmdlet = 'Connect-SfClientCredentials'; What = '-SecretName'; Does = 'reads'; Host = 'Domain'; Route = 'POST */oauth2/token'; NetworkOnly = $true
            Script = { Connect-SfClientCredentials $server.Url -SecretName $secretName -VaultName $vault -Name again -NoDefault @options }
        }
        @{
            Cmdlet = 'Connect-SfClientCredentials'; What = '-FromEnvironment'; Does = 'reads'; Host = 'Domain'; Route = 'POST */oauth2/token'; NetworkOnly = $true
            Script = { Connect-SfClientCredentials $server.Url -FromEnvironment -Name again -NoDefault @options }
        }
        @{
            Cmdlet = 'Connect-SfJwtBearer'; Does = 'reads'; Host = 'Domain'; Route = 'POST */oauth2/token'; Certificate = $certificate
            Script = { Connect-SfJwtBearer $server.Url -ClientId id -Username user -Certificate $Call.Certificate -Name again -NoDefault @options }
        }
        @{
            Cmdlet = 'Connect-SfPassword'; Does = 'reads'; Host = 'Domain'; Route = 'POST */oauth2/token'
            Script = { Connect-SfPassword $server.Url -ClientId id -ClientSecret $secret -Credential ([pscredential]::new('user', $secret)) -Name again -NoDefault -WarningAction Ignore @options }
        }
        @{
            Cmdlet = 'Connect-SfPassword'; What = '-SecretName'; Does = 'reads'; Host = 'Domain'; Route = 'POST */oauth2/token'; NetworkOnly = $true
            Script = { Connect-SfPassword $server.Url -SecretName $secretName -VaultName $vault -Credential ([pscredential]::new('user', $secret)) -Name again -NoDefault -WarningAction Ignore @options }
        }
        @{
            Cmdlet = 'Connect-SfPassword'; What = '-FromEnvironment'; Does = 'reads'; Host = 'Domain'; Route = 'POST */oauth2/token'; NetworkOnly = $true
            Script = { Connect-SfPassword $server.Url -FromEnvironment -Credential ([pscredential]::new('user', $secret)) -Name again -NoDefault -WarningAction Ignore @options }
        }
        @{
            Cmdlet = 'Disconnect-SfSession'; What = '-Revoke'; Does = 'reads'; Host = 'Domain'; Route = 'POST */oauth2/revoke'
            Script = { Disconnect-SfSession $session -Revoke }
            # That it is 200 says all; the body is not read.
            Ok     = 'reset in the body', 'silence in the body', 'gzip cut short', 'length too long', 'length too short',
            'empty body', 'JSON of another shape', 'JSON 10,000 deep', 'names twice', 'login page with 200'
        }
        @{ Cmdlet = 'Get-SfApiVersion'; Does = 'reads'; Route = 'GET */services/data'; Script = { Get-SfApiVersion -Session $session } }
        @{ Cmdlet = 'Get-SfIdentity'; Partial = $true; Does = 'reads'; Route = 'GET */oauth2/userinfo'; Script = { Get-SfIdentity -Session $session } }
        @{ Cmdlet = 'Get-SfIdentity'; What = 'its query'; Partial = $true; Does = 'reads'; Route = 'GET */query?q=*User*'; Script = { Get-SfIdentity -Session $session } }
        @{ Cmdlet = 'Get-SfIdentity'; What = 'its org'; Partial = $true; Does = 'reads'; Route = 'GET */query?q=*FROM%20Organization'; NetworkOnly = $true; Script = { Get-SfIdentity -Session $session } }
        @{ Cmdlet = 'Get-SfObject'; Does = 'reads'; Route = 'GET */sobjects'; Script = { Get-SfObject -Session $session } }
        @{ Cmdlet = 'Get-SfObject'; What = 'of one'; Does = 'reads'; Route = 'GET */sobjects/Case/describe'; Script = { Get-SfObject Case -Session $session } }
        @{ Cmdlet = 'Get-SfField'; Does = 'reads'; Route = 'GET */sobjects/Case/describe'; Script = { Get-SfField Case -Session $session } }
        @{ Cmdlet = 'Get-SfLimit'; Does = 'reads'; Route = 'GET */limits'; Script = { Get-SfLimit -Session $session } }
        @{ Cmdlet = 'Get-SfToken'; What = '-ForceRefresh'; Does = 'reads'; Host = 'Domain'; Route = 'POST */oauth2/token'; Script = { Get-SfToken -ForceRefresh -Session $session } }
        @{ Cmdlet = 'Get-SfToken'; What = '-AsPlainText'; Does = 'reads'; Host = 'Domain'; Route = 'POST */oauth2/token'; NetworkOnly = $true; Script = { Get-SfToken -ForceRefresh -AsPlainText -Session $session } }
        @{ Cmdlet = 'Get-SfToken'; What = '-Introspect'; Does = 'reads'; Host = 'Domain'; Route = 'POST */oauth2/introspect'; Script = { Get-SfToken -Introspect -Session $session } }
        @{
            Cmdlet = 'Test-SfClientCredentials'; What = 'versions'; Does = 'reads'; Reports = $true; Host = 'Domain'; Route = 'GET */services/data'
            Script = { Test-SfClientCredentials $server.Url -FromEnvironment @options }
            # What refuses in Salesforce's own form is Salesforce.
            Ok     = '500', '403 TotalRequests', '403 ConcurrentPerOrgLongTxn', 'UNABLE_TO_LOCK_ROW', '401'
        }
        @{
            Cmdlet = 'Test-SfClientCredentials'; What = 'token'; Does = 'reads'; Reports = $true; Host = 'Domain'; Route = 'POST */oauth2/token'
            Script = { Test-SfClientCredentials $server.Url -SecretName $secretName -VaultName $vault @options }
        }
        @{
            Cmdlet = 'Test-SfClientCredentials'; What = 'token, -ClientId'; Does = 'reads'; Reports = $true; Host = 'Domain'; Route = 'POST */oauth2/token'; NetworkOnly = $true
            Script = { Test-SfClientCredentials $server.Url -ClientId id -ClientSecret $secret @options }
        }
        @{
            Cmdlet = 'Test-SfClientCredentials'; What = 'token, -Credential'; Does = 'reads'; Reports = $true; Host = 'Domain'; Route = 'POST */oauth2/token'; NetworkOnly = $true
            Script = { Test-SfClientCredentials $server.Url -Credential ([pscredential]::new('id', $secret)) @options }
        }
        @{
            Cmdlet = 'Test-SfClientCredentials'; What = 'user, org and app'; Does = 'reads'; Reports = $true; Route = 'POST */composite'
            Script = { Test-SfClientCredentials -Session $session }
        }
        @{
            Cmdlet = 'Test-SfClientCredentials'; What = 'userinfo'; Does = 'reads'; Reports = $true; Route = 'GET */oauth2/userinfo'
            Script = { Test-SfClientCredentials -Session $session | Where-Object Step -EQ 'Run-as user' }
            # Without it the name is not known, which it says; the check itself does not depend on it.
            Ok     = '*'
        }
        @{ Cmdlet = 'Invoke-SfQuery'; What = 'only page'; Does = 'reads'; Route = 'GET */query?q=*'; Script = { Invoke-SfQuery 'SELECT Id, Name FROM Contact' -Session $session } }
        @{ Cmdlet = 'Invoke-SfQuery'; What = 'next page'; Does = 'reads'; Route = 'GET */query/01g*'; Before = 2; EveryTransport = $true; Script = { Invoke-SfQuery 'SELECT Id, Name FROM Account' -Session $session } }
        @{ Cmdlet = 'Invoke-SfQuery'; What = 'describe'; Partial = $true; Does = 'reads'; Route = 'GET */describe'; Script = { Invoke-SfQuery 'SELECT Due__c FROM Case' -Session $session } }
        @{ Cmdlet = 'Invoke-SfQuery'; What = 'long'; Does = 'reads'; Route = 'POST */composite'; Script = { Invoke-SfQuery "SELECT Id, Name FROM Lead WHERE Name != '$('x' * 9000)'" -Session $session } }
        # A job that nobody hears of does nothing, so that it may be made twice.
        @{ Cmdlet = 'Export-SfBulk'; What = 'job'; Does = 'reads'; Route = 'POST */jobs/query'; Script = { Export-SfBulk 'SELECT Id, Name FROM Lead' -Session $session } }
        @{ Cmdlet = 'Export-SfBulk'; What = 'state'; Does = 'reads'; Route = 'GET */jobs/query/750000000000001AAA'; Script = { Export-SfBulk 'SELECT Id, Name FROM Lead' -Session $session } }
        @{ Cmdlet = 'Export-SfBulk'; What = 'list of pages'; Does = 'reads'; Route = 'GET */resultPages'; Script = { Export-SfBulk 'SELECT Id, Name FROM Lead' -Session $session } }
        @{ Cmdlet = 'Export-SfBulk'; What = 'first page'; Does = 'reads'; Route = 'GET */results?locator=A'; NetworkOnly = $true; Script = { Export-SfBulk 'SELECT Id, Name FROM Lead' -ThrottleLimit 1 -Session $session } }
        @{ Cmdlet = 'Export-SfBulk'; What = 'page'; Does = 'reads'; Route = 'GET */results?locator=B'; Before = 2; NetworkOnly = $true; EveryTransport = $true; Script = { Export-SfBulk 'SELECT Id, Name FROM Lead' -ThrottleLimit 1 -Session $session } }
        # A page is on its way beside the describe: the time that the drip lets pass would end it.
        @{ Cmdlet = 'Export-SfBulk'; What = 'describe'; Partial = $true; Except = 'slow drip'; Does = 'reads'; Route = 'GET */sobjects/Lead/describe'; Script = { Export-SfBulk 'SELECT Id, Name FROM Lead' -Session $session } }
        @{
            Cmdlet = 'Invoke-SfRest'; What = 'GET'; Does = 'reads'; Route = 'GET */sobjects/Account/001*'
            Script = { Invoke-SfRest sobjects/Account/001000000000001AAA -Session $session }
            # Of which shape an answer is, only the user knows; void Apex answers 200 with nothing.
            Ok     = 'empty body', 'JSON of another shape', 'names twice'
        }
        @{
            Cmdlet = 'Invoke-SfRest'; What = '-Paginate'; Does = 'reads'; Route = 'GET */query/01g*'; Before = 2
            Script = { Invoke-SfRest query -Query @{ q = 'SELECT Id, Name FROM Account' } -Paginate -Session $session }
            Ok     = 'empty body', 'JSON of another shape', 'names twice'
        }
        @{
            Cmdlet = 'Invoke-SfRest'; What = '-Paginate, first page'; Does = 'reads'; Route = 'GET */query?q=*'; NetworkOnly = $true
            Script = { Invoke-SfRest query -Query @{ q = 'SELECT Id, Name FROM Account' } -Paginate -Session $session }
        }
        @{
            Cmdlet = 'Invoke-SfRest'; What = '-OutFile'; Does = 'reads'; Route = 'GET */sobjects/Account/001*'
            Script = { $null = Invoke-SfRest sobjects/Account/001000000000001AAA -OutFile "$folder/answer" -Session $session; Get-Content "$folder/answer" -Raw }
            # A file is bytes: what HTTP calls whole is whole.
            Ok     = 'length too short', 'empty body', 'JSON of another shape', 'JSON 10,000 deep', 'names twice'
        }
        @{
            Cmdlet = 'Invoke-SfRest'; What = 'POST'; Does = 'writes'; Route = 'POST */sobjects/Account'; EveryTransport = $true
            Script = { Invoke-SfRest sobjects/Account -Method POST -Body @{ Name = 'x' } -Session $session }
            Ok     = 'empty body', 'JSON of another shape', 'names twice'
        }
        @{
            Cmdlet = 'Invoke-SfRest'; What = 'PATCH'; Does = 'writes'; Route = 'PATCH */sobjects/Account/*'
            Script = { Invoke-SfRest sobjects/Account/001000000000001AAA -Method PATCH -Body @{ Name = 'x' } -Session $session }
            Ok     = 'empty body', 'JSON of another shape', 'names twice'
        }
        @{
            Cmdlet = 'Invoke-SfRest'; What = 'DELETE'; Does = 'writes'; Route = 'DELETE */sobjects/Account/*'
            Script = { Invoke-SfRest sobjects/Account/001000000000001AAA -Method DELETE -Session $session }
            Ok     = 'empty body', 'JSON of another shape', 'names twice'
        }
        @{ Cmdlet = 'New-SfIntegrationSetup'; What = 'find user'; Does = 'reads'; Route = 'GET */query?q=*FROM%20User%20*'; Script = $setUp }
        @{ Cmdlet = 'New-SfIntegrationSetup'; What = 'create user'; Does = 'writes'; Route = 'POST */sobjects/User'; Script = $setUp }
        @{ Cmdlet = 'New-SfIntegrationSetup'; What = 'deploy'; Does = 'writes'; Route = 'POST */deployRequest'; Before = 2; Script = $setUp }
        @{ Cmdlet = 'New-SfIntegrationSetup'; What = 'poll'; Does = 'reads'; Route = 'GET */deployRequest/*'; Before = 2; Script = $setUp }
        @{ Cmdlet = 'New-SfIntegrationSetup'; What = 'assign'; Does = 'writes'; Route = 'POST */PermissionSetAssignment'; Before = 4; Script = $setUp }
        @{ Cmdlet = 'New-SfIntegrationSetup'; What = 'find profile'; Does = 'reads'; Route = 'GET */query?q=*FROM%20Profile%20*'; NetworkOnly = $true; Script = $setUp }
        @{ Cmdlet = 'New-SfIntegrationSetup'; What = 'read org'; Does = 'reads'; Route = 'GET */query?q=*FROM%20Organization'; NetworkOnly = $true; Script = $setUp }
        @{ Cmdlet = 'New-SfIntegrationSetup'; What = 'find license'; Does = 'reads'; Route = 'GET */query?q=*FROM%20PermissionSetLicense%20*'; Before = 1; NetworkOnly = $true; Script = $setUp }
        @{ Cmdlet = 'New-SfIntegrationSetup'; What = 'find its assignment'; Does = 'reads'; Route = 'GET */query?q=*FROM%20PermissionSetLicenseAssign%20*'; Before = 1; NetworkOnly = $true; Script = $setUp }
        @{ Cmdlet = 'New-SfIntegrationSetup'; What = 'find permission set'; Does = 'reads'; Route = 'GET */query?q=*FROM%20PermissionSet%20*'; Before = 2; NetworkOnly = $true; Script = $setUp }
        @{ Cmdlet = 'New-SfIntegrationSetup'; What = 'find app'; Does = 'reads'; Route = 'GET */query?q=*FROM%20ExternalClientApplication%20*'; Before = 2; NetworkOnly = $true; Script = $setUp }
        @{ Cmdlet = 'New-SfIntegrationSetup'; What = 'find assignment'; Does = 'reads'; Route = 'GET */query?q=*FROM%20PermissionSetAssignment%20*'; Before = 4; NetworkOnly = $true; Script = $setUp }
        @{ Cmdlet = 'Update-SfClientSecret'; What = 'connect'; Does = 'reads'; Host = 'Domain'; Route = 'POST */oauth2/token'; Before = 3; NetworkOnly = $true; Script = $rotate }
        @{ Cmdlet = 'Update-SfClientSecret'; What = '-AppId'; Does = 'reads'; Route = 'GET */apps/oauth/credentials/0xI000000000002AAA'; NetworkOnly = $true; Script = $rotateAgain }
        @{ Cmdlet = 'Invoke-SfComposite'; Does = 'reads'; Route = 'POST */composite'; Script = { Invoke-SfComposite @{ Path = 'query'; Query = @{ q = 'SELECT Id, Name FROM Lead' }; ReferenceId = 'query' } -Session $session | ForEach-Object { $_.Body.records } } }
        @{ Cmdlet = 'Invoke-SfComposite'; What = '-Graph'; Does = 'writes'; Route = 'POST */composite/graph'; Script = { Invoke-SfComposite @{ Path = 'sobjects/Account'; Body = @{ Name = 'x' }; ReferenceId = 'a' } -Graph -Session $session | ForEach-Object { $_.Body } } }
        @{ Cmdlet = 'Invoke-SfGraphQL'; Does = 'reads'; Route = 'POST */graphql'; Script = { Invoke-SfGraphQL '{ uiapi { query { Account { edges { node { Id Name { value } } } } } } }' -Session $session } }
        @{ Cmdlet = 'Invoke-SfGraphQL'; What = 'mutation'; Does = 'writes'; Route = 'POST */graphql'; NetworkOnly = $true; Script = { Invoke-SfGraphQL 'mutation { uiapi { AccountCreate(input: {Account: {Name: "x"}}) { Record { Id } } } }' -Session $session } }
        @{ Cmdlet = 'Get-SfListView'; Does = 'reads'; Route = 'GET */listviews'; Script = { Get-SfListView Account -Session $session } }
        @{ Cmdlet = 'Get-SfListView'; What = 'all'; Does = 'reads'; Route = 'GET */query?q=*ListView*'; Script = { Get-SfListView -Session $session } }
        @{ Cmdlet = 'Invoke-SfListView'; What = 'list'; Does = 'reads'; Route = 'GET */listviews'; Script = { Invoke-SfListView Account All -Session $session } }
        @{ Cmdlet = 'Invoke-SfListView'; What = 'describe'; Does = 'reads'; Route = 'GET */describe'; Script = { Invoke-SfListView Account All -Session $session } }
        @{ Cmdlet = 'Invoke-SfListView'; What = 'query'; Does = 'reads'; Route = 'GET */query?q=*'; Script = { Invoke-SfListView Account All -Session $session } }
        @{ Cmdlet = 'Invoke-SfListView'; What = 'results'; Does = 'reads'; Route = 'GET */results?*'; Script = { Get-SfListView Lead -Session $session | Invoke-SfListView -Session $session } }
        @{ Cmdlet = 'Search-SfRecord'; Does = 'reads'; Route = 'GET */search?q=*'; Script = { Search-SfRecord 'FIND {acme}' -Session $session } }
        @{ Cmdlet = 'Search-SfRecord'; What = '-Text'; Does = 'reads'; Route = 'POST */parameterizedSearch'; Script = { Search-SfRecord -Text acme -Session $session } }
        @{ Cmdlet = 'Send-SfFile'; Does = 'writes'; Route = 'POST */sobjects/ContentVersion'; Script = $sendFile }
        @{ Cmdlet = 'Send-SfFile'; What = 'its document'; Does = 'reads'; Route = 'GET */query?q=*FROM%20ContentVersion*'; Script = $sendFile }
        @{ Cmdlet = 'Send-SfFile'; What = 'its link'; Does = 'writes'; Before = 1; Route = 'POST */composite/sobjects'; Script = [scriptblock]::Create("& { $sendFile } @{ RecordId = '001000000000001AAA', '001000000000002AAA' }") }
        @{ Cmdlet = 'Save-SfFile'; What = 'name'; Does = 'reads'; Route = 'GET */query?q=*FROM%20ContentVersion*'; Script = { $null = Save-SfFile -Id 068000000000001AAA "$folder/" -Session $session; Get-Content "$folder/answer" -Raw } }
        @{
            Cmdlet = 'Save-SfFile'; What = 'bytes'; Does = 'reads'; Route = 'GET */VersionData'
            Script = { $null = Save-SfFile -Id 068000000000001AAA "$folder/" -Session $session; Get-Content "$folder/answer" -Raw }
            # A file is bytes: what HTTP calls whole is whole, where nobody says how long it is.
            Ok     = 'length too short', 'empty body', 'JSON of another shape', 'JSON 10,000 deep', 'names twice'
        }
        @{ Cmdlet = 'Get-SfRecord'; Does = 'reads'; Route = 'POST */composite/sobjects/Account'; EveryTransport = $true; Script = { Get-SfRecord Account -Id 001000000000001AAA -Field Name -Session $session } }
        @{ Cmdlet = 'Get-SfRecord'; What = '-ExternalIdField'; Does = 'reads'; Route = 'GET */query?q=*FROM%20Campaign%20*'; Script = { Get-SfRecord Campaign -ExternalIdField Ext__c -ExternalId x -Field Name -Session $session } }
        @{ Cmdlet = 'Get-SfRecord'; What = 'describe'; Does = 'reads'; Route = 'GET */sobjects/Campaign/describe'; Script = { Get-SfRecord Campaign -ExternalIdField Ext__c -ExternalId x -Field Name -Session $session } }
        @{ Cmdlet = 'New-SfRecord'; Does = 'writes'; Route = 'POST */composite/sobjects'; EveryTransport = $true; Script = { New-SfRecord Account @{ Name = 'x' } -Session $session } }
        @{ Cmdlet = 'Get-SfEventTopic'; What = 'objects'; Does = 'reads'; Route = 'GET */sobjects'; NetworkOnly = $true; Script = { Get-SfEventTopic -Session $session } }
        @{ Cmdlet = 'Get-SfEventTopic'; What = 'channels'; Partial = $true; Does = 'reads'; Route = 'GET */tooling/query/?q=*FROM%20PlatformEventChannel'; Script = { Get-SfEventTopic -Session $session } }
        @{ Cmdlet = 'Enable-SfChangeDataCapture'; What = 'list'; Does = 'reads'; Route = 'GET */tooling/query/?q=*'; Script = { Enable-SfChangeDataCapture Account -Session $session } }
        @{ Cmdlet = 'Enable-SfChangeDataCapture'; Does = 'writes'; Route = 'POST */tooling/sobjects/PlatformEventChannelMember'; Script = { Enable-SfChangeDataCapture Account -Session $session } }
        # In PowerShell 7, these are calls of gRPC, which this server does not speak: see their own tests.
        if ((Get-TestBuild) -eq 'netstandard2.0') {
            @{ Cmdlet = 'Get-SfEventTopic'; What = 'of one'; Does = 'reads'; Route = 'GET */eventSchema*'; Script = { Get-SfEventTopic Order__e -Session $session } }
            @{ Cmdlet = 'Send-SfEvent'; Does = 'writes'; Route = 'POST */composite/sobjects'; Script = { Send-SfEvent Order__e @{ Text__c = 'x' } -Session $session } }
            @{ Cmdlet = 'Send-SfEvent'; What = 'schema'; Does = 'reads'; Route = 'GET */eventSchema*'; NetworkOnly = $true; Script = { Send-SfEvent Order__e @{ Text__c = 'x' } -Session $session } }
        }
        @{ Cmdlet = 'Copy-SfRecord'; What = 'query'; Does = 'reads'; Route = 'GET */query?q=*FROM%20Asset'; Script = $copy }
        @{ Cmdlet = 'Copy-SfRecord'; What = 'describe'; Does = 'reads'; Route = 'GET */sobjects/Asset/describe'; NetworkOnly = $true; Script = $copy }
        @{ Cmdlet = 'Copy-SfRecord'; What = 'org'; Does = 'reads'; Route = 'GET */query?q=*FROM%20Organization*'; NetworkOnly = $true; Script = $copy }
        @{ Cmdlet = 'Copy-SfRecord'; Does = 'writes'; Route = 'POST */composite/sobjects'; NetworkOnly = $true; Script = $copy }
        @{ Cmdlet = 'Export-SfTree'; What = 'query'; Does = 'reads'; Route = 'GET */query?q=*FROM%20Asset'; Script = $treeFile }
        @{ Cmdlet = 'Export-SfTree'; What = 'describe'; Does = 'reads'; Route = 'GET */sobjects/Asset/describe'; Script = $treeFile }
        @{ Cmdlet = 'Import-SfTree'; What = 'describe'; Does = 'reads'; Route = 'GET */sobjects/Asset/describe'; Script = $tree }
        @{ Cmdlet = 'Import-SfTree'; Does = 'writes'; Route = 'POST */composite/sobjects'; Script = $tree }
        @{ Cmdlet = 'Set-SfRecord'; Does = 'writes'; Route = 'PATCH */composite/sobjects'; Script = { Set-SfRecord Account @{ Id = '001000000000001AAA'; Name = 'x' } -PassThru -Session $session } }
        @{ Cmdlet = 'Set-SfRecord'; What = '-ExternalIdField'; Does = 'reads'; Route = 'PATCH */composite/sobjects/Account/*'; Script = { Set-SfRecord Account @{ Ext__c = 'x'; Name = 'x' } -ExternalIdField Ext__c -PassThru -Session $session } }
        @{ Cmdlet = 'Set-SfRecord'; What = '-UpdateOnly'; Does = 'reads'; Route = 'GET */query?q=*FROM%20Campaign%20*'; NetworkOnly = $true; Script = { Set-SfRecord Campaign @{ Ext__c = 'x'; Name = 'x' } -ExternalIdField Ext__c -UpdateOnly -PassThru -Session $session } }
        @{ Cmdlet = 'Set-SfRecord'; What = '-UpdateOnly, describe'; Does = 'reads'; Route = 'GET */sobjects/Campaign/describe'; NetworkOnly = $true; Script = { Set-SfRecord Campaign @{ Ext__c = 'x'; Name = 'x' } -ExternalIdField Ext__c -UpdateOnly -PassThru -Session $session } }
        @{ Cmdlet = 'Remove-SfRecord'; Does = 'writes'; Route = 'DELETE */composite/sobjects*'; Script = { Remove-SfRecord 001000000000001AAA -Confirm:$false -PassThru -Session $session } }
        @{
            Cmdlet = 'Restore-SfRecord'; Does = 'writes'; Route = 'POST */Soap/u/*'; Script = { Restore-SfRecord 001000000000001AAA -PassThru -Session $session }
            # In XML, what nobody asked for may come as often and as deep as it likes.
            Ok     = 'JSON 10,000 deep', 'names twice'
        }
        # A GET that runs code.
        @{ Cmdlet = 'Invoke-SfApex'; Does = 'writes'; Route = 'GET */tooling/executeAnonymous/*'; Script = { (Invoke-SfApex 'System.debug(1);' -Session $session).Success } }
        @{ Cmdlet = 'Invoke-SfApex'; What = '-Log'; Does = 'writes'; Route = 'POST */Soap/s/*'; Ok = 'JSON 10,000 deep'; Script = { (Invoke-SfApex 'System.debug(1);' -Log -Session $session).LogText } }
        @{ Cmdlet = 'Start-SfApexTest'; Does = 'writes'; Route = 'POST */runTestsAsynchronous/'; Except = 'names twice', 'JSON 10,000 deep'; Script = { (Start-SfApexTest A -Session $session).Id } }
        @{ Cmdlet = 'Get-SfApexTest'; Does = 'reads'; Route = 'GET */tooling/query/*'; Script = { Get-SfApexTest -Session $session } }
        @{ Cmdlet = 'Get-SfApexTest'; What = '-Id'; Does = 'reads'; Route = 'GET */tooling/query/*ApexTestRunResult*'; Script = { Get-SfApexTest 707000000000001AAA -CodeCoverage -Session $session } }
        @{ Cmdlet = 'Get-SfApexTest'; What = 'results'; Does = 'reads'; Route = 'GET */tooling/query/*ApexTestResult*'; Script = { Get-SfApexTest 707000000000001AAA -CodeCoverage -Session $session } }
        @{ Cmdlet = 'Get-SfApexTest'; What = 'coverage'; Does = 'reads'; Route = 'GET */tooling/query/*ApexCodeCoverage*'; Script = { Get-SfApexTest 707000000000001AAA -CodeCoverage -Session $session } }
        @{ Cmdlet = 'Set-SfTraceFlag'; What = 'level'; Does = 'writes'; Route = 'POST */sobjects/DebugLevel'; Script = { (Set-SfTraceFlag -PassThru -Session $session).Id } }
        @{ Cmdlet = 'Set-SfTraceFlag'; Does = 'writes'; Route = 'POST */sobjects/TraceFlag'; Script = { (Set-SfTraceFlag -PassThru -Session $session).Id } }
        @{ Cmdlet = 'Set-SfTraceFlag'; What = 'look for the level'; Does = 'reads'; Route = 'GET */tooling/query/*DebugLevel*'; NetworkOnly = $true; Script = { (Set-SfTraceFlag -PassThru -Session $session).Id } }
        @{ Cmdlet = 'Set-SfTraceFlag'; What = 'look for the flag'; Does = 'reads'; Route = 'GET */tooling/query/*TraceFlag*'; NetworkOnly = $true; Script = { (Set-SfTraceFlag -PassThru -Session $session).Id } }
        @{ Cmdlet = 'Get-SfApexLog'; Does = 'reads'; Route = 'GET */tooling/query/*'; Script = { Get-SfApexLog -Session $session } }
        @{ Cmdlet = 'Get-SfApexLog'; What = '-Body'; Does = 'reads'; Route = 'GET */ApexLog/*/Body'; NetworkOnly = $true; Ok = 'length too short'; Script = { Get-SfApexLog 07L000000000001EAA -Body -Session $session } }
        @{ Cmdlet = 'Get-SfApexLog'; What = '-OutFile'; Does = 'reads'; Route = 'GET */ApexLog/*/Body'; NetworkOnly = $true; Ok = 'length too short'; Script = { (Get-SfApexLog 07L000000000001EAA -OutFile "$folder/log" -Session $session).Length; Remove-Item "$folder/log" } }
        @{ Cmdlet = 'Get-SfBulkJob'; Does = 'reads'; Route = 'GET */jobs/query'; Script = { Get-SfBulkJob -JobType Query -Session $session } }
        @{ Cmdlet = 'Get-SfBulkJob'; What = '-Id'; Does = 'reads'; Route = 'GET */jobs/ingest/*'; Script = { Get-SfBulkJob 750000000000001AAA -Wait -Session $session } }
        # Without an answer, the job is asked whether it took the change.
        @{ Cmdlet = 'Stop-SfBulkJob'; Does = 'reads'; Route = 'PATCH */jobs/ingest/*'; Script = { Stop-SfBulkJob 750000000000001AAA -PassThru -Session $session } }
        @{ Cmdlet = 'Remove-SfBulkJob'; Does = 'reads'; Route = 'DELETE */jobs/ingest/*'; Script = { Remove-SfBulkJob 750000000000001AAA -Session $session }; Ok = $unread + @('reset in the body', 'silence in the body', 'gzip cut short', 'length too long') }
        @{ Cmdlet = 'Resume-SfBulk'; What = 'job'; Does = 'reads'; Route = 'POST */jobs/query'; NetworkOnly = $true; Script = $resume }
        @{ Cmdlet = 'Resume-SfBulk'; What = 'state'; Does = 'reads'; Route = 'GET */jobs/query/750000000000001AAA'; Script = $resume }
        @{ Cmdlet = 'Resume-SfBulk'; What = 'list of pages'; Does = 'reads'; Route = 'GET */resultPages'; NetworkOnly = $true; Script = $resume }
        @{ Cmdlet = 'Resume-SfBulk'; What = 'first page'; Does = 'reads'; Route = 'GET */results?locator=A'; NetworkOnly = $true; Script = $resume }
        @{ Cmdlet = 'Resume-SfBulk'; What = 'page'; Does = 'reads'; Route = 'GET */results?locator=B'; NetworkOnly = $true; Script = $resume }
        @{ Cmdlet = 'Import-SfBulk'; What = 'describe'; Does = 'reads'; Route = 'GET */sobjects/Asset/describe'; Script = $import }
        @{ Cmdlet = 'Import-SfBulk'; What = 'create'; Does = 'reads'; Route = 'POST */jobs/ingest'; Script = $import }
        # Whatever comes of an upload or of closing a job: the job says whether it has its rows, and here it always does.
        @{ Cmdlet = 'Import-SfBulk'; What = 'upload'; Does = 'reads'; Route = 'PUT */batches'; Script = $import; Ok = '*' }
        @{ Cmdlet = 'Import-SfBulk'; What = 'close'; Does = 'reads'; Route = 'PATCH */jobs/ingest/*'; Script = $import; Ok = '*' }
        @{ Cmdlet = 'Import-SfBulk'; What = 'poll'; Does = 'reads'; Route = 'GET */jobs/ingest/750000000000002AAA'; Script = $import }
        # CSV has no end of its own: what HTTP calls whole is whole, and rows without a result are counted.
        @{ Cmdlet = 'Import-SfBulk'; What = 'results'; Does = 'reads'; Route = 'GET */successfulResults'; NetworkOnly = $true; Script = $import; Ok = 'length too short' }
        @{ Cmdlet = 'Update-SfClientSecret'; What = 'apps'; Does = 'reads'; Route = 'GET */apps/oauth/usage'; Script = $rotate }
        @{ Cmdlet = 'Update-SfClientSecret'; What = 'consumers'; Does = 'reads'; Route = 'GET */apps/oauth/credentials/0xI000000000001AAA'; Script = $rotate }
        @{ Cmdlet = 'Update-SfClientSecret'; What = 'staged'; Does = 'reads'; Route = 'GET */staged'; Before = 1; Script = $rotate }
        @{ Cmdlet = 'Update-SfClientSecret'; What = 'stage'; Does = 'writes'; Route = 'POST */staged'; Before = 1; Script = $rotate }
        @{ Cmdlet = 'Update-SfClientSecret'; What = 'promote'; Does = 'writes'; Route = 'PATCH */staged/*'; Before = 4; Script = $rotate; Ok = $unread }
        @{ Cmdlet = 'Update-SfClientSecret'; What = '-Force'; Does = 'writes'; Route = 'DELETE */staged/*'; Before = 1; Script = $rotateAgain; Ok = $unread }
    )

    <#
    Code      the error's id where the fault stays; where it strikes once, it is this or the usual result
    NotDone   the request was certainly not carried out: a write may be repeated
    Survived  the usual result, always
    Content   the result, if there is one, differs from the usual, as the content does
    Always    it cannot strike once only
    Whole     it is the server's, not the route's
    Network   it is the network's doing, or that of something on the way
    ByProxy   the error's id where there is a proxy, if it is another
    Only      it strikes on this transport only
    Seconds   how long it takes, each time
    #>
    Faults    = @(
        @{ Name = 'none'; Network = $true; Survived = $true }
        @{ Name = 'unknown host'; Code = 'HOST_NOT_FOUND'; NotDone = $true; Always = $true; Whole = $true }
        @{ Name = 'refused'; Network = $true; Code = 'CONNECTION_REFUSED'; ByProxy = 'PROXY_REFUSED'; NotDone = $true; Always = $true; Whole = $true }
        @{ Name = 'tunnel 407'; Network = $true; Only = 'tunnel'; Code = 'PROXY_REFUSED'; NotDone = $true; Always = $true; Whole = $true }
        @{ Name = 'tunnel 502'; Network = $true; Only = 'tunnel'; Code = 'PROXY_REFUSED'; NotDone = $true; Always = $true; Whole = $true }
        @{ Name = 'reset before'; Network = $true; Code = 'CONNECTION_LOST' }
        @{ Name = 'reset in the headers'; Network = $true; Code = 'CONNECTION_LOST' }
        @{ Name = 'reset in the body'; Network = $true; Code = 'CONNECTION_LOST' }
        @{ Name = 'closed after it was done'; Network = $true; Code = 'CONNECTION_LOST' }
        @{ Name = 'slow drip'; Network = $true; Survived = $true; Seconds = 360 }
        @{ Name = 'silence in the body'; Network = $true; Code = 'TIMEOUT'; Seconds = 100 }
        @{ Name = 'gzip cut short'; Network = $true; Code = 'INVALID_RESPONSE' }
        @{ Name = 'length too long'; Network = $true; Code = 'CONNECTION_LOST' }
        @{ Name = 'length too short'; Network = $true; Code = 'INVALID_RESPONSE' }
        @{ Name = '503 page'; Network = $true; Code = 'HTTP_503' }
        @{ Name = '503 page with Retry-After'; Network = $true; Code = 'HTTP_503' }
        @{ Name = '502 page'; Code = 'HTTP_502' }
        @{ Name = '500'; Code = 'UNKNOWN_EXCEPTION' }
        @{ Name = '429'; Code = 'HTTP_429' }
        @{ Name = '420'; Code = 'HTTP_420' }
        @{ Name = '403 TotalRequests'; Code = 'REQUEST_LIMIT_EXCEEDED' }
        @{ Name = '403 ConcurrentPerOrgLongTxn'; Code = 'REQUEST_LIMIT_EXCEEDED'; NotDone = $true }
        @{ Name = 'UNABLE_TO_LOCK_ROW'; Code = 'UNABLE_TO_LOCK_ROW'; NotDone = $true }
        @{ Name = '401'; Network = $true; Code = 'INVALID_SESSION_ID'; NotDone = $true }
        @{ Name = 'redirect elsewhere'; Network = $true; Code = 'UNEXPECTED_REDIRECT' }
        @{ Name = 'empty body'; Code = 'INVALID_RESPONSE' }
        @{ Name = 'JSON of another shape'; Code = 'INVALID_RESPONSE' }
        @{ Name = 'JSON 10,000 deep'; Code = 'INVALID_RESPONSE' }
        @{ Name = 'big field'; Code = 'INVALID_RESPONSE'; Content = $true }
        @{ Name = 'names twice'; Code = 'INVALID_RESPONSE'; Content = $true }
        @{ Name = 'no UTF-8'; Code = 'INVALID_RESPONSE'; Content = $true }
        @{ Name = 'login page with 200'; Code = 'INVALID_RESPONSE' }
    )
}
