BeforeAll {
    Import-TestModule
    $org = Start-TestOrg
    $session = Connect-TestOrg $org

    # What the scripts of calls have to tell.
    $told = @{}
}

AfterAll { Stop-TestOrg $org }

Describe 'Invoke-SfApex' {
    AfterEach { Clear-OrgFault $org }

    It 'runs a script with one call, and says that it ran' {
        $calls = Get-OrgCall $org { Invoke-SfApex "Account a = new Account(Name = 'By Apex'); insert a;" | ForEach-Object { $told.Result = $_ } }
        $calls.Count | Should -Be 1
        $calls.path | Should -BeLike '*/tooling/executeAnonymous/'
        $told.Result | Should -BeOfType SalesforceCC.SfApexResult
        $told.Result.Success, $told.Result.Compiled, $told.Result.Line, $told.Result.LogText | Should -Be $true, $true, $null, $null
        Invoke-SfQuery "SELECT COUNT() FROM Account WHERE Name = 'By Apex'" | Should -Be 1
    }

    It 'returns what System.debug wrote as objects, in one call' {
        $calls = Get-OrgCall $org { Invoke-SfApex "System.debug('a\nb');`r`nSystem.debug(LoggingLevel.ERROR, 'ü<&>'); System.debug(LoggingLevel.FINE, 'fine');" -Log | ForEach-Object { $told.Result = $_ } }
        $calls.Count | Should -Be 1
        $calls.path | Should -BeLike '/services/Soap/s/68.0/00D*'
        $told.Result.Log.Text | Should -Be "a`nb", 'ü<&>'
        $told.Result.Log.Line | Should -Be 1, 2
        $told.Result.Log.Level | Should -Be DEBUG, ERROR
        $told.Result.Log[0].Time | Should -BeOfType timespan
        $told.Result.LogText | Should -Match 'CODE_UNIT_STARTED'
        (Invoke-SfApex "System.debug(LoggingLevel.FINE, 'fine'); System.debug('no');" -LogLevel fine).Log.Text | Should -Be fine, no
        (Invoke-SfApex "System.debug('x');" -LogLevel Error).Log | Should -BeNullOrEmpty
    }

    It 'tells where a script cannot be compiled, with the line' {
        $text = "Integer a = 1;`r`n`r`n  System.debug(nothing);"
        $failure = Get-Failure { Invoke-SfApex $text | ForEach-Object { $told.Result = $_ } }
        $failure.FullyQualifiedErrorId | Should -BeLike 'APEX_NOT_COMPILED,*'
        $failure.TargetObject | Should -Be $text
        $failure.CategoryInfo.Category | Should -Be SyntaxError
        $failure.ErrorDetails.Message | Should -Be "APEX_NOT_COMPILED: Variable does not exist: nothing (line 3, column 16)`n  System.debug(nothing);`n               ^"
        $told.Result.Success, $told.Result.Compiled, $told.Result.Line, $told.Result.Column | Should -Be $false, $false, 3, 16
        $told.Result.SourceLine | Should -Be '  System.debug(nothing);'
    }

    It 'tells of an exception, with its line and the log before it' {
        $failure = Get-Failure { Invoke-SfApex "System.debug('before');`nInteger x = 1 / 0;" -Log | ForEach-Object { $told.Result = $_ } }
        $failure.FullyQualifiedErrorId | Should -BeLike 'APEX_EXCEPTION,*'
        $failure.ErrorDetails.Message | Should -Be "APEX_EXCEPTION: System.MathException: Divide by 0 (line 2)`nInteger x = 1 / 0;"
        $told.Result.Log.Text | Should -Be before
        $told.Result.ExceptionStackTrace | Should -Be 'AnonymousBlock: line 2, column 1'
        { Invoke-SfApex 'Integer x = 1 / 0;' -ErrorAction Stop } | Should -Throw '*Divide by 0*'
    }

    It 'sends what is too long for a URL by SOAP, and says what is too long for Salesforce' {
        $calls = Get-OrgCall $org { Invoke-SfApex ('// ' + 'x' * 20000 + "`nSystem.debug(1);") | ForEach-Object { $told.Result = $_ } }
        $calls.method | Should -Be POST
        $told.Result.Success | Should -BeTrue
        (Get-Failure { Invoke-SfApex ('// ' + 'x' * 33000) }).ErrorDetails.Message | Should -BeLike 'APEX_NOT_COMPILED: Script too large: *(line 1, column 1)*'
    }

    It 'takes files, by name and from the pipeline' {
        Set-Content $TestDrive/one.apex "System.debug('eins ü');" -Encoding utf8
        Set-Content -LiteralPath "$TestDrive/two [2].apex" "System.debug('zwei');`r`nInteger x = 1 / 0;"
        (Invoke-SfApex -Path $TestDrive/one.apex -Log).Log.Text | Should -Be 'eins ü'
        Push-Location $TestDrive
        try { (Invoke-SfApex -Path 'two [2].apex' -Log -ErrorVariable failed -ErrorAction SilentlyContinue).Log.Text | Should -Be zwei } finally { Pop-Location }
        $failed[0].TargetObject | Should -Be (Join-Path $TestDrive 'two [2].apex')
        (Get-ChildItem $TestDrive -Filter *.apex | Invoke-SfApex -Log -ErrorAction SilentlyContinue).Log.Text | Should -Be 'eins ü', zwei
    }

    It 'puts the lines of Get-Content together again, file by file' {
        Set-Content $TestDrive/a.apex "Integer a = 1;`nSystem.debug(a);"
        Set-Content $TestDrive/b.apex "Integer b = 2;`n`nSystem.debug(b);"
        $results = Get-Content $TestDrive/a.apex, $TestDrive/b.apex | Invoke-SfApex -Log
        $results.Log.Text | Should -Be 1, 2
        $results.Log.Line | Should -Be 2, 3
        (Get-Content $TestDrive/a.apex -Raw | Invoke-SfApex -Log).Log.Text | Should -Be 1
        ("System.debug(1);", "System.debug(2);" | Invoke-SfApex -Log).Log.Text | Should -Be 1, 2
    }

    It 'refuses what cannot be sent before anything is sent' {
        [System.IO.File]::WriteAllBytes("$TestDrive/latin.apex", [byte[]](0x2f, 0x2f, 0xfc, 0x0a))
        [System.IO.File]::WriteAllText("$TestDrive/large.apex", 'x' * 1000001)
        $calls = Get-OrgCall $org {
            $told.Failures = @(
                foreach ($call in { Invoke-SfApex '' }, { Invoke-SfApex " `n" }, { Invoke-SfApex "a$([char]1)" -Log }, { 5 | Invoke-SfApex }, { Invoke-SfApex -Path $TestDrive/none.apex },
                    { Invoke-SfApex -Path $TestDrive/latin.apex }, { Invoke-SfApex -Path $TestDrive/large.apex }, { Invoke-SfApex -Path Env:\PATH }) { Get-Failure $call }
            )
        }
        $calls.Count | Should -Be 0
        $told.Failures.FullyQualifiedErrorId.ForEach({ "$_".Split(',')[0] }) | Should -Be (@('INVALID_PARAMETER') * 4 + @('BODY_NOT_READ') * 2 + @('INVALID_PARAMETER') * 2)
    }

    It 'changes nothing with -WhatIf' {
        (Get-OrgCall $org { Invoke-SfApex "insert new Account(Name = 'x');" -WhatIf }).Count | Should -Be 0
    }

    It 'does not send again what may have run' {
        $org | Set-OrgFault @{ path = '*/executeAnonymous/'; status = 503; count = 5 }
        (Get-OrgCall $org { $told.Failure = Get-Failure { Invoke-SfApex 'System.debug(1);' } }).Count | Should -Be 1
        $told.Failure.TargetObject | Should -Be 'System.debug(1);'
    }
}
