BeforeAll {
    Import-TestModule
    $org = Start-TestOrg
    $session = Connect-TestOrg $org @{ MaximumRetryCount = 0 }
    $cmdlets = @((Get-Module SalesforceCC).ExportedCmdlets.Keys)
}

AfterAll { Stop-TestOrg $org }

Describe 'An error' {
    AfterEach { Clear-OrgFault $org }

    It 'has Salesforce''s code as id, its text, the request, and the next step' {
        $failure = Get-Failure { Invoke-SfQuery 'SELECT Nosuch__c FROM Account' }

        $failure.FullyQualifiedErrorId | Should -Be 'INVALID_FIELD,SalesforceCC.Cmdlets.Commands.InvokeSfQueryCommand'
        $failure.Exception | Should -BeOfType [SalesforceCC.SfException]
        $failure.Exception.Code | Should -Be 'INVALID_FIELD'
        $failure.Exception.StatusCode | Should -Be 400
        $failure.Exception.Message | Should -Match 'Nosuch__c'
        $failure.Exception.Request | Should -Be 'GET /services/data/v68.0/query?...'
        $failure.ErrorDetails.Message | Should -Be "INVALID_FIELD: $($failure.Exception.Message) [GET /services/data/v68.0/query?...]"
        "$failure" | Should -Be $failure.ErrorDetails.Message
    }

    It 'can be caught by type' {
        $caught = try { Invoke-SfRest nosuch } catch [SalesforceCC.SfException] { $_.Exception.Code }
        $caught | Should -Be 'NOT_FOUND'
    }

    It 'shows the next step, on screen and in Get-Error' {
        $failure = Get-Failure { Invoke-SfRest nosuch }
        $step = [regex]::Escape($failure.ErrorDetails.RecommendedAction)

        ($failure | Out-String -Width 500) | Should -Match $step
        ($failure | Get-Error | Out-String -Width 500) | Should -Match $step
    }

    It 'is one entry in $Error' {
        $Error.Clear()
        try { Invoke-SfRest nosuch } catch { $null = $_ }
        $Error | Should -HaveCount 1
    }

    It 'ends the command, and with -ErrorAction Stop or try also the script' {
        $after = $false
        try { Invoke-SfRest nosuch; $after = $true } catch { $null = $_ }
        $after | Should -BeFalse
    }

    It 'of <What> is read as <Code>' -ForEach @(
        @{ What = 'the REST API'; Status = 400; Body = @(@{ errorCode = 'MALFORMED_ID'; message = 'bad id' }); Code = 'MALFORMED_ID'; Category = 'InvalidArgument' }
        @{ What = 'the Connect API'; Status = 404; Body = @{ errorCode = 'NOT_FOUND'; message = 'gone' }; Code = 'NOT_FOUND'; Category = 'ObjectNotFound' }
        @{ What = 'a service in XML'; Status = 400; Body = '<?xml version="1.0"?><Errors><Error><errorCode>INVALID_FIELD</errorCode><message>x</message></Error></Errors>'; Code = 'INVALID_FIELD'; Category = 'InvalidArgument' }
        @{ What = 'the daily limit'; Status = 403; Body = @(@{ errorCode = 'REQUEST_LIMIT_EXCEEDED'; message = 'TotalRequests Limit exceeded.' }); Code = 'REQUEST_LIMIT_EXCEEDED'; Category = 'LimitsExceeded'; Action = '*24 hours*' }
        @{ What = 'too many long calls'; Status = 403; Body = @(@{ errorCode = 'REQUEST_LIMIT_EXCEEDED'; message = 'ConcurrentPerOrgLongTxn Limit exceeded.' }); Code = 'REQUEST_LIMIT_EXCEEDED'; Category = 'LimitsExceeded'; Action = '*parallel*' }
        @{ What = 'a missing right'; Status = 403; Body = @(@{ errorCode = 'INSUFFICIENT_ACCESS'; message = 'no' }); Code = 'INSUFFICIENT_ACCESS'; Category = 'PermissionDenied'; Action = '*Setup*' }
        @{ What = 'an org without API'; Status = 403; Body = @(@{ errorCode = 'API_DISABLED_FOR_ORG'; message = 'no' }); Code = 'API_DISABLED_FOR_ORG'; Category = 'PermissionDenied'; Action = '*API Enabled*' }
        @{ What = 'a duplicate rule'; Status = 400; Body = @(@{ errorCode = 'DUPLICATES_DETECTED'; message = 'Use one of these'; duplicateResut = @{ allowSave = $true } }); Code = 'DUPLICATES_DETECTED'; Category = 'ResourceExists'; Action = '*Sforce-Duplicate-Rule-Header*' }
        @{ What = 'a locked row'; Status = 400; Body = @(@{ errorCode = 'UNABLE_TO_LOCK_ROW'; message = 'unable to obtain exclusive access' }); Code = 'UNABLE_TO_LOCK_ROW'; Category = 'ResourceBusy' }
        @{ What = 'Apex'; Status = 500; Body = @(@{ errorCode = 'APEX_ERROR'; message = 'System.NullPointerException' }); Code = 'APEX_ERROR'; Category = 'InvalidResult' }
        @{ What = 'Salesforce itself'; Status = 500; Body = @(@{ errorCode = 'UNKNOWN_EXCEPTION'; message = 'An unexpected error occurred. ErrorId: 1-2 (3)' }); Code = 'UNKNOWN_EXCEPTION'; Category = 'ResourceUnavailable'; Action = '*ErrorId*' }
        @{ What = 'a deleted org'; Status = 420; Body = ''; Code = 'HTTP_420'; Category = 'ObjectNotFound' }
        @{ What = 'the edge'; Status = 502; Body = '<html><title>Bad Gateway</title></html>'; Code = 'HTTP_502'; Category = 'ResourceUnavailable' }
        @{ What = 'maintenance'; Status = 503; Body = '<html><title>Down</title></html>'; Code = 'HTTP_503'; Category = 'ResourceUnavailable' }
        @{ What = 'a service in text'; Status = 403; Body = 'Missing_OAuth_Token'; Code = 'HTTP_403'; Category = 'NotSpecified' }
        @{ What = 'a proxy in HTML'; Status = 403; Body = '<html><title>Blocked by policy</title></html>'; Code = 'HTTP_403'; Category = 'NotSpecified' }
        @{ What = 'nobody'; Status = 500; Body = ''; Code = 'HTTP_500'; Category = 'NotSpecified' }
        @{ What = 'half a JSON'; Status = 400; Body = '[{"errorCode":"INVALID_FI'; Code = 'HTTP_400'; Category = 'NotSpecified' }
        @{ What = 'tomorrow'; Status = 400; Body = @(@{ errorCode = 'SOMETHING_NEW'; message = 'x' }); Code = 'SOMETHING_NEW'; Category = 'NotSpecified' }
    ) {
        $org | Set-OrgFault @{ path = '*/limits'; status = $Status; body = $Body }

        $failure = Get-Failure { Invoke-SfRest limits }

        $failure.FullyQualifiedErrorId | Should -BeLike "$Code,*"
        $failure.CategoryInfo.Category | Should -Be $Category
        $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        if ($Action) { $failure.ErrorDetails.RecommendedAction | Should -BeLike $Action }
        $failure.Exception.StatusCode | Should -Be $Status
    }

    It 'keeps a token that the server repeats out of it' {
        $token = Get-SfToken -AsPlainText
        $org | Set-OrgFault @{ path = '*/limits'; status = 400; body = @(@{ errorCode = 'X'; message = "token $token is strange" }) }

        $failure = Get-Failure { Invoke-SfRest limits }

        ($failure | Format-List * -Force | Out-String -Width 1000) | Should -Not -Match ([regex]::Escape($token))
        ($failure | Get-Error | Out-String -Width 1000) | Should -Not -Match ([regex]::Escape($token))
    }

    It 'of a session that is of no use for the API: no new token is fetched' {
        $org | Set-OrgFault @{ path = '*/limits'; count = -1; status = 401; body = @(@{ errorCode = 'INVALID_SESSION_ID'; message = 'This session is not valid for use with the REST API' }) }
        Clear-OrgRequest $org

        $failure = Get-Failure { Invoke-SfRest limits }

        $failure.FullyQualifiedErrorId | Should -BeLike 'INVALID_SESSION_ID,*'
        $failure.CategoryInfo.Category | Should -Be 'PermissionDenied'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*Setup*scope*api*'
        Get-OrgRequest $org | Should -HaveCount 1
    }

    It 'of an unconnected runspace says how to connect' {
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddCommand('Import-Module').AddArgument((Get-TestModulePath)).Invoke()
            $shell.Commands.Clear()
            $null = $shell.AddScript('try { Invoke-SfQuery "SELECT Id FROM User" } catch { $_.FullyQualifiedErrorId; $_.ErrorDetails.RecommendedAction }')
            $output = $shell.Invoke()
            $output[0] | Should -BeLike 'NOT_CONNECTED,*'
            $output[1] | Should -BeLike '*Connect-SfClientCredentials*'
        }
        finally { $shell.Dispose() }
    }
}

Describe 'Advice by flow and cause' {
    BeforeAll {
        $user = [pscredential]::new($org.runAsUsername, (ConvertTo-SecureString 'pass-word' -AsPlainText -Force))
        function Get-Advice($Error_) { $Error_.ErrorDetails.RecommendedAction }
    }
    AfterEach { Clear-OrgFault $org }

    It 'of app_not_found at Connect is about the app and the org, not about rotation' {
        $org | Set-OrgFault @{ path = '*token'; status = 400; body = @{ error = 'app_not_found'; error_description = 'External client app is not installed in this org' } }
        $failure = Get-Failure { Connect-TestOrg $org @{ NoDefault = $true; MaximumRetryCount = 0 } }
        $failure.FullyQualifiedErrorId | Should -BeLike 'app_not_found,*'
        Get-Advice $failure | Should -BeLike '*another org*not installed*-Domain*'
        Get-Advice $failure | Should -Not -Match 'rotated|-Session'
    }

    It 'of authentication failure names a password only where there is one' {
        $org | Set-OrgFault @{ path = '*token'; count = -1; status = 400; body = @{ error = 'invalid_grant'; error_description = 'authentication failure' } }
        $failure = Get-Failure { Connect-TestOrg $org @{ NoDefault = $true; MaximumRetryCount = 0 } }
        Get-Advice $failure | Should -BeLike '*Login History*Run As*'
        Get-Advice $failure | Should -Not -Match 'password|SecurityToken'
        $failure = Get-Failure { Connect-SfPassword $org.url -ClientId $org.consumerKey -ClientSecret $org.Secret -Credential $user -NoDefault -MaximumRetryCount 0 -WarningAction Ignore }
        Get-Advice $failure | Should -BeLike '*password*-SecurityToken*'
    }

    It 'of NOT_FOUND names -ApiVersion where the org does not have the version' {
        $future = Connect-TestOrg $org @{ Name = 'future'; NoDefault = $true; ApiVersion = '99.0'; MaximumRetryCount = 0 }
        foreach ($script in { Get-SfLimit -Session $future }, { Invoke-SfQuery 'SELECT Id FROM User' -Session $future }, { Invoke-SfRest sobjects -Session $future }, { Invoke-SfRest sobjects/Account/describe -Session $future }) {
            $failure = Get-Failure $script
            $failure.FullyQualifiedErrorId | Should -BeLike 'NOT_FOUND,*'
            Get-Advice $failure | Should -BeLike '*Get-SfApiVersion*'
            Get-Advice $failure | Should -BeLike '*-ApiVersion*'
        }
        Get-Advice (Get-Failure { Get-SfLimit -Session $future }) | Should -BeLike 'The org does not have the API version*'
        Get-Advice (Get-Failure { Invoke-SfRest sobjects/Nosuch__c/describe }) | Should -Not -BeLike 'The org does not have the API version*'
    }

    It 'of a limit that is not there does not speak of objects' {
        Get-SfLimit Nosuch -ErrorVariable failure -ErrorAction SilentlyContinue
        Get-Advice $failure[0] | Should -BeLike '*Get-SfLimit without a name*'
    }

    It 'of a missing variable of -FromEnvironment is about the environment, and of no vault' {
        $before = $env:SF_CLIENT_ID
        $env:SF_CLIENT_ID = ''
        try { $failure = Get-Failure { Connect-SfClientCredentials $org.url -FromEnvironment } } finally { $env:SF_CLIENT_ID = $before }
        Get-Advice $failure | Should -BeLike '*SF_CLIENT_ID*'
        Get-Advice $failure | Should -Not -Match 'vault'
    }

    It 'of a session that was ended names no command of another flow' {
        $ended = Connect-TestOrg $org @{ Name = 'ended'; NoDefault = $true }
        Disconnect-SfSession $ended
        Get-Advice (Get-Failure { Get-SfLimit -Session $ended }) | Should -Not -BeLike '*Connect-SfClientCredentials*'
    }
}

Describe 'The table of advice' {
    BeforeAll {
        $assembly = (Get-Command Invoke-SfRest).ImplementingType.Assembly
        $all = $assembly.GetType('SalesforceCC.Cmdlets.Shell.ErrorAdvice').GetProperty('All', [System.Reflection.BindingFlags]'Static,NonPublic,Public').GetValue($null)
        $lines = foreach ($line in $all) {
            $advice = $line.Item2
            [pscustomobject]@{
                Code     = $line.Item1
                Action   = $advice.GetType().GetProperty('Action').GetValue($advice)
                Category = $advice.GetType().GetProperty('Category').GetValue($advice)
            }
        }
    }

    It 'has an action and a category in each line' {
        $lines.Count | Should -BeGreaterThan 80
        foreach ($line in $lines) {
            $line.Action.Length | Should -BeGreaterThan 12 -Because $line.Code
            $line.Category | Should -Not -Be 'NotSpecified' -Because $line.Code
        }
    }

    It 'names only commands and parameters that there are' {
        foreach ($line in $lines) {
            foreach ($match in [regex]::Matches($line.Action, '\b[A-Z][a-z]+-Sf[A-Za-z]+')) {
                $cmdlets | Should -Contain $match.Value -Because $line.Code
            }
            foreach ($match in [regex]::Matches($line.Action, '(?<=[ (])-([A-Z][A-Za-z]+)')) {
                $name = $match.Groups[1].Value
                # Those of Install-Module, Get-Help and the commands of vaults.
                ($name -in 'Scope', 'Full', 'Vault', 'Password', 'Authentication', 'Interaction') -or ($cmdlets.Where({ (Get-Command $_).Parameters.ContainsKey($name) }).Count -gt 0) | Should -BeTrue -Because "$($line.Code) names -$name"
            }
        }
    }

    It 'has a line for every code of our own' {
        $ours = [SalesforceCC.SfException].Assembly.GetType('SalesforceCC.SfErrorCodes').GetFields().ForEach({ $_.GetRawConstantValue() })
        $ours.Count | Should -BeGreaterThan 20
        foreach ($code in $ours) { $lines.Code | Should -Contain $code }
    }
}
